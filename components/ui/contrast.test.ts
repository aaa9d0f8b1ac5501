import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('../../app/globals.css', import.meta.url)), 'utf8');

type Theme = 'light' | 'dark';

function token(name: string, theme: Theme): string {
  const match = new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const hex = match?.[theme === 'light' ? 1 : 2];
  if (!hex) throw new Error(`no token ${name}`);
  return hex;
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function tooFaint(pairs: readonly (readonly [string, string])[], least: number): string[] {
  return (['light', 'dark'] as const).flatMap((theme) =>
    pairs
      .map(([ink, ground]) => [ink, ground, contrast(token(ink, theme), token(ground, theme))] as const)
      .filter(([, , ratio]) => ratio < least)
      .map(([ink, ground, ratio]) => `${theme}: ${ink} on ${ground} is ${ratio.toFixed(2)}`),
  );
}

const grounds = ['canvas', 'surface', 'sunken'];
const over = (inks: readonly string[], on: readonly string[]) =>
  inks.flatMap((ink) => on.map((ground) => [ink, ground] as const));

describe('contrast of the tokens (WCAG 2.2 AA)', () => {
  it('black on white is 21: the measure itself', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  });
  it('text is at least 4.5 on every ground, in light and dark', () => {
    const texts = ['ink', 'muted', 'faint', 'accent', 'accent-hover', 'good', 'warn', 'bad'];
    expect(tooFaint(over(texts, grounds), 4.5)).toEqual([]);
  });
  it('text on tinted grounds is at least 4.5', () => {
    const tinted = ['good', 'warn', 'bad', 'accent'].flatMap((tone) =>
      over([tone, 'ink', 'muted'], [`${tone}-soft`]),
    );
    expect(
      tooFaint([...tinted, ['on-accent', 'accent'], ['on-accent', 'accent-hover'], ['canvas', 'ink']], 4.5),
    ).toEqual([]);
  });
  it('control frames and chart lines are at least 3 on their ground', () => {
    const series = Array.from({ length: 6 }, (_, index) => `series-${index + 1}`);
    expect(tooFaint(over(['line-strong', ...series], ['surface', 'canvas']), 3)).toEqual([]);
  });
});
