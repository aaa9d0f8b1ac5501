import { BYTES_PER_PARAMETER } from '@/lib/compute/precision';
import { type MemoryUse, SCALE_OVERHEAD, usableMemoryGb } from './memory-fit';
import type { ModelShape } from './model-shape';
import type { InferenceWorkload } from './workload';

/** Bytes the keys and values of one token take over all layers. */
export const cacheBytesPerToken = (shape: ModelShape, precision: InferenceWorkload['precision']): number =>
  2 * shape.layers * shape.kvWidth * (precision === 'fp8' || precision === 'fp4' ? 1 : 2);

/** Bytes the weights take at a precision, scales of 4-bit blocks included. */
export const inferenceWeightBytes = (
  shape: ModelShape,
  precision: InferenceWorkload['precision'],
): number => {
  const bytes = BYTES_PER_PARAMETER[precision];
  return shape.paramsTotal * bytes * (bytes < 1 ? SCALE_OVERHEAD : 1);
};

/** How many whole sequences an instance of `cards` cards holds beside its weights; 0 means it doesn't fit (P-3). */
export function sequencesThatFit(
  workload: InferenceWorkload,
  shape: ModelShape,
  memoryGb: number,
  cards: number,
): number {
  const spare = usableMemoryGb(memoryGb) * cards * 1e9 - inferenceWeightBytes(shape, workload.precision);
  const perSequence =
    (workload.promptTokens + workload.outputTokens) * cacheBytesPerToken(shape, workload.precision);
  return Math.max(0, Math.floor(spare / perSequence));
}

/** What one card of an inference instance keeps with `sequences` in flight. */
export function inferenceMemory(
  workload: InferenceWorkload,
  shape: ModelShape,
  cards: number,
  sequences: number,
): MemoryUse {
  const weightsGb = inferenceWeightBytes(shape, workload.precision) / cards / 1e9;
  const tokens = sequences * (workload.promptTokens + workload.outputTokens);
  const cacheGb = (tokens * cacheBytesPerToken(shape, workload.precision)) / cards / 1e9;
  return {
    weightsGb,
    gradientsGb: 0,
    optimizerGb: 0,
    activationsGb: 0,
    cacheGb,
    totalGb: weightsGb + cacheGb,
  };
}
