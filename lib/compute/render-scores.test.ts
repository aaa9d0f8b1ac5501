import { describe, expect, it } from 'vitest';
import type { Chip } from './chip';
import { chipByKey, chipsOfFamily } from './chips';
import { RENDER_SCORES, renderSpeed } from './render-scores';

const chip = (key: string): Chip => {
  const found = chipByKey(key);
  if (found === null) throw new Error(`no chip ${key}`);
  return found;
};

describe('render scores', () => {
  it('every score is of a family in the catalogue', () => {
    for (const { family } of RENDER_SCORES) expect(chipsOfFamily(family).length, family).toBeGreaterThan(0);
  });
  it('a 4090 renders 11000 ÷ 5400 = 2.04 times as fast as a 3090, within ±15 % on each side, unchecked', () => {
    const speed = renderSpeed(chip('rtx-3090'), chip('rtx-4090'));
    expect(speed?.ratio).toBeCloseTo(2.037, 3);
    expect(speed?.low).toBeCloseTo((2.037 * 0.85) / 1.15, 2);
    expect(speed?.high).toBeCloseTo((2.037 * 1.15) / 0.85, 2);
    expect(speed).toMatchObject({ benchmark: 'blender_open_data', unchecked: true });
  });
  it('two chips that share only Octane are compared by Octane: V100 330 ÷ T4 has no pair, A100 500 ÷ V100 330', () => {
    expect(renderSpeed(chip('t4'), chip('v100-sxm2-16gb'))).toBe(null);
    expect(renderSpeed(chip('v100-sxm2-16gb'), chip('a100-sxm-80gb'))).toMatchObject({
      ratio: 500 / 330,
      benchmark: 'octanebench_2020.1',
    });
  });
  it('variants of one family render alike; a chip nobody scored gives no figure', () => {
    expect(renderSpeed(chip('a100-sxm-80gb'), chip('a100-pcie-40gb'))?.ratio).toBe(1);
    expect(renderSpeed(chip('rtx-4090'), chip('ascend-910b3'))).toBe(null);
  });
  it('only two figures come from runs that were seen', () => {
    expect(RENDER_SCORES.filter((score) => !score.unchecked).map((score) => score.family)).toEqual([
      'rtx-3060',
      'gtx-1050-ti',
    ]);
  });
});
