import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacter, checkPoolCode, makePoolCode } from './identifier';
import { REGIONS } from './regions';

const SYMBOLS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const segment = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...SYMBOLS), { minLength, maxLength }).map((symbols) => symbols.join(''));
const digits = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: length, maxLength: length }).map((d) => d.join(''));
const parts = fc.record({
  region: fc.constantFrom(...REGIONS.map((region) => region.code)),
  node: fc.oneof(
    digits(1).map((d) => `N${d}`),
    digits(2).map((d) => `R${d}`),
    digits(2).map((d) => `I${d}`),
  ),
  organization: segment(4, 6),
  pool: segment(3, 6),
});

describe('pool codes (O-1)', () => {
  it('a known MOD 37-2 code: G123489654321 has check character Y', () => {
    expect(checkCharacter('G123489654321')).toBe('Y');
  });
  it('CN-NX, regional node 3, organization ACME, pool H100A is written CNNX-R03-ACME-H100A and a check', () => {
    const code = makePoolCode({ region: 'CN-NX', node: 'R03', organization: 'ACME', pool: 'H100A' });
    expect(code).toMatch(/^CNNX-R03-ACME-H100A-[0-9A-Z*]$/);
    expect(checkPoolCode(` ${code.toLowerCase()} `)).toMatchObject({
      ok: true,
      value: { code, region: 'CN-NX', node: 'R03', organization: 'ACME', pool: 'H100A' },
    });
  });
  it('what is made is read back, for every region of the catalogue and every well-formed part', () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(checkPoolCode(makePoolCode(given))).toMatchObject({ ok: true, value: given });
      }),
    );
  });
  it('the check character agrees with the definition Σ value × 2ⁿ⁻ⁱ ≡ 1 modulo 37', () => {
    fc.assert(
      fc.property(segment(1, 24), (text) => {
        expect(checkCharacter(text)).toBe(referenceCheck(text));
      }),
    );
  });
  it('every single substitution in every place is refused', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const good = makePoolCode(given);
        for (let at = 0; at < good.length; at++)
          for (const wrong of [...SYMBOLS, '*', '-']) {
            if (wrong === good[at]) continue;
            expect(checkPoolCode(good.slice(0, at) + wrong + good.slice(at + 1)).ok, good).toBe(false);
          }
      }),
      { numRuns: 50 },
    );
  });
  it('every swap of neighbouring characters, across a hyphen too, is refused', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const good = makePoolCode(given);
        for (let at = 0; at + 1 < good.length; at++) {
          const next = good[at + 1] === '-' ? at + 2 : at + 1;
          if (good[at] === '-' || good[at] === good[next]) continue;
          const symbols = [...good];
          [symbols[at], symbols[next]] = [good.charAt(next), good.charAt(at)];
          expect(checkPoolCode(symbols.join('')).ok, `${good} at ${at}`).toBe(false);
        }
      }),
    );
  });
  it('refuses text of another shape and asserts well-formed parts', () => {
    for (const text of ['', 'CNNX', 'CNNX-R3-ACME-H100A-0', 'CNNX-R03-ACM-H100A-0', '宁夏-R03-ACME-H100A-0'])
      expect(checkPoolCode(text)).toMatchObject({ ok: false, refusal: { code: 'not_a_pool_code' } });
    expect(() => makePoolCode({ region: 'CN-NX', node: 'R3', organization: 'ACME', pool: 'H1' })).toThrow(
      'O-1',
    );
  });
});

/** Tries every check symbol against the definition of ISO 7064 MOD 37-2. */
function referenceCheck(text: string): string {
  const symbols = [...SYMBOLS, '*'];
  return (
    symbols.find((check) => {
      const all = [...text, check];
      const sum = all.reduce((total, symbol, i) => {
        const weight = 2n ** BigInt(all.length - 1 - i);
        return total + BigInt(symbols.indexOf(symbol)) * weight;
      }, 0n);
      return sum % 37n === 1n;
    }) ?? 'none'
  );
}
