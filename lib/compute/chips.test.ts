import { describe, expect, it } from 'vitest';
import { CHIPS, chipByKey, chipsOfFamily } from './chips';
import { denseHalfTflops, peakTflops } from './precision';

const numbersOf = (chip: (typeof CHIPS)[number]) => [
  chip.memoryGb,
  chip.memoryBandwidthGbs,
  chip.tdpWatts,
  chip.interconnect.bidirectionalGbs,
  ...Object.values(chip.denseTflops),
];

describe('chips', () => {
  it('there are at least 40 of at least 14 vendors, GPUs and NPUs, from the T4 to the GB300', () => {
    expect(CHIPS.length).toBeGreaterThanOrEqual(130);
    expect(new Set(CHIPS.map((chip) => chip.vendor)).size).toBeGreaterThanOrEqual(14);
    expect(new Set(CHIPS.map((chip) => chip.kind))).toEqual(new Set(['gpu', 'npu']));
    expect([chipByKey('t4'), chipByKey('gb300')]).not.toContain(null);
  });
  it('an unknown figure is null, never zero or negative', () => {
    for (const chip of CHIPS)
      for (const value of numbersOf(chip))
        expect(value === null || (Number.isFinite(value) && value > 0), chip.key).toBe(true);
  });
  it('a chip without a checked row marks every figure it has as unchecked', () => {
    const unsourced = CHIPS.filter((chip) => !chip.source.startsWith('Epoch'));
    expect(unsourced.length).toBeGreaterThan(0);
    for (const chip of unsourced) {
      expect(chip.uncheckedFields, chip.key).toHaveLength(
        numbersOf(chip).filter((value) => value !== null).length -
          (chip.interconnect.bidirectionalGbs === null ? 0 : 1) +
          (chip.interconnect.name === null ? 0 : 1),
      );
    }
  });
  it('dense rates never fall as precision narrows, but for int8 on chips that cut it', () => {
    for (const { key, denseTflops: rate } of CHIPS) {
      if (rate.fp8 !== null && rate.bf16 !== null) expect(rate.fp8, key).toBeGreaterThanOrEqual(rate.bf16);
      if (rate.fp4 !== null && rate.fp8 !== null) expect(rate.fp4, key).toBeGreaterThanOrEqual(rate.fp8);
      if (rate.bf16 !== null && rate.fp32 !== null) expect(rate.bf16, key).toBeGreaterThanOrEqual(rate.fp32);
    }
  });
  it('capacity counts the dense FP16/BF16 rate: 989.4 for an H100, 459 BF16-only for a TPU v5p, none for a K80', () => {
    const half = (key: string) => {
      const chip = chipByKey(key);
      return chip && denseHalfTflops(chip);
    };
    expect(half('h100-sxm-80gb')).toBe(989.4);
    expect(half('tpu-v5p')).toBe(459);
    expect(half('k80')).toBe(null);
  });
  it('4-bit integer weights compute at the 16-bit rate; a V100 has no BF16 and an A100 no FP8', () => {
    const peak = (key: string, precision: Parameters<typeof peakTflops>[1]) => {
      const chip = chipByKey(key);
      return chip && peakTflops(chip, precision);
    };
    expect(peak('a100-sxm-80gb', 'int4')).toBe(312);
    expect(peak('a100-sxm-80gb', 'fp8')).toBe(null);
    expect(peak('v100-sxm2-16gb', 'bf16')).toBe(null);
    expect(peak('v100-sxm2-16gb', 'fp16')).toBe(125);
  });
  it('the A100 family has four variants, the commonest first', () => {
    expect(chipsOfFamily('a100').map((chip) => chip.key)[0]).toBe('a100-sxm-80gb');
    expect(chipsOfFamily('a100')).toHaveLength(4);
    expect(chipsOfFamily('z80')).toEqual([]);
  });
});
