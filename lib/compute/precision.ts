import type { Chip } from './chip';

/** Number formats a chip has a peak rate for. */
export const COMPUTE_PRECISIONS = ['fp32', 'tf32', 'fp16', 'bf16', 'fp8', 'int8', 'fp4'] as const;
export type ComputePrecision = (typeof COMPUTE_PRECISIONS)[number];

/** Number formats weights are stored in; int4 and nf4 are unpacked to 16 bits before the arithmetic. */
export const PRECISIONS = [...COMPUTE_PRECISIONS, 'int4', 'nf4'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** Bytes one parameter takes in memory, without the scales of block formats (those add about 3–12 %). */
export const BYTES_PER_PARAMETER: Readonly<Record<Precision, number>> = {
  fp32: 4,
  tf32: 4,
  fp16: 2,
  bf16: 2,
  fp8: 1,
  int8: 1,
  fp4: 0.5,
  int4: 0.5,
  nf4: 0.5,
};

/** Dense FP16/BF16 TFLOP/s, the greater of the two: how capacity is counted (O-3); null if unknown. */
export function denseHalfTflops(chip: Chip): number | null {
  const { fp16, bf16 } = chip.denseTflops;
  if (fp16 === null || bf16 === null) return fp16 ?? bf16;
  return Math.max(fp16, bf16);
}

/** Dense TFLOP/s at which a chip computes with weights in this precision; null if it can't or we don't know. */
export function peakTflops(chip: Chip, precision: Precision): number | null {
  if (precision === 'int4' || precision === 'nf4') return denseHalfTflops(chip);
  return chip.denseTflops[precision];
}
