import { peakTflops } from '@/lib/compute/precision';
import { cacheBytesPerToken, inferenceWeightBytes, sequencesThatFit } from './inference-memory';
import { gangLinkBytes, type Machine } from './machine';
import type { ModelShape } from './model-shape';
import type { InferenceWorkload } from './workload';

/** Share of the dense peak large matrix products reach in prefill and in wide decode batches. */
const COMPUTE_SHARE = 0.5;
/** Share of the memory bandwidth decode reaches. */
const BANDWIDTH_SHARE = 0.65;
const LINK_SHARE = 0.7;
/** A collective between cards costs about 10 µs whatever its size; each layer has two. */
const COLLECTIVE_SECONDS = 10e-6;
/** Scheduling, sampling and launching one step. */
const STEP_SECONDS = 1.5e-3;
/** Engines schedule at most about this many sequences together. */
const MAX_SEQUENCES = 512;
/** Loading weights anew, warm-up and the last, thin batches. */
export const BATCH_OVERHEAD = 1.1;
/** Measured throughputs of one model on one chip differ this much by engine and version (Argonne's tables). */
export const INFERENCE_SPREAD = 1.9;

/** What one instance of a model on `cards` cards delivers. */
export interface InstanceRate {
  readonly cards: number;
  readonly sequences: number;
  /** Sustained output tokens per second of the whole instance. */
  readonly outputTokensPerS: number;
  /** Prompt and output tokens per second together. */
  readonly totalTokensPerS: number;
  readonly prefillShare: number;
}

/** Dense peak in FLOP/s for the weights' precision, or null; FP8 weights may run on 16-bit arithmetic. */
export function inferencePeakFlops(workload: InferenceWorkload, machine: Machine): number | null {
  const tflops = peakTflops(machine.chip, workload.precision);
  return tflops === null || tflops <= 0 ? null : tflops * 1e12;
}

/** Parameters read in one decode step: with many sequences a mixture touches most of its experts. */
const parametersRead = (shape: ModelShape, sequences: number): number => {
  const share = shape.paramsActive / shape.paramsTotal;
  return shape.paramsTotal * Math.max(share, 1 - (1 - share) ** sequences);
};

/** Seconds two exchanges per layer take between the cards of an instance. */
function exchangeSeconds(shape: ModelShape, machine: Machine, cards: number, tokens: number): number {
  if (cards === 1) return 0;
  const bytes = (2 * 2 * shape.hidden * tokens * 2 * (cards - 1)) / cards;
  return shape.layers * (2 * COLLECTIVE_SECONDS + bytes / (gangLinkBytes(machine, cards) * LINK_SHARE));
}

/**
 * Sustained rate of an instance with as many sequences as its memory holds: prefill against compute, decode against
 * bandwidth and compute, exchange between cards (P-3); null where it doesn't fit or a figure of the chip is missing.
 */
export function instanceRate(
  workload: InferenceWorkload,
  shape: ModelShape,
  machine: Machine,
  cards: number,
): InstanceRate | null {
  const { memoryGb, memoryBandwidthGbs } = machine.chip;
  const peak = inferencePeakFlops(workload, machine);
  if (memoryGb === null || memoryBandwidthGbs === null || peak === null) return null;
  const sequences = Math.min(MAX_SEQUENCES, sequencesThatFit(workload, shape, memoryGb, cards));
  if (sequences < 1) return null;
  const { promptTokens, outputTokens } = workload;
  const flops = peak * COMPUTE_SHARE * cards;
  const bytesPerSecond = memoryBandwidthGbs * 1e9 * BANDWIDTH_SHARE * cards;
  const attention = 4 * shape.layers * shape.hidden;
  const prefillSeconds =
    (promptTokens * (2 * shape.paramsActive + (attention * promptTokens) / 2)) / flops +
    exchangeSeconds(shape, machine, cards, promptTokens);
  const context = promptTokens + outputTokens / 2;
  const weightBytes = inferenceWeightBytes(shape, workload.precision) / shape.paramsTotal;
  const readBytes =
    parametersRead(shape, sequences) * weightBytes +
    sequences * context * cacheBytesPerToken(shape, workload.precision);
  const stepFlops = sequences * (2 * shape.paramsActive + attention * context);
  const stepSeconds =
    Math.max(readBytes / bytesPerSecond, stepFlops / flops) +
    exchangeSeconds(shape, machine, cards, sequences) +
    STEP_SECONDS;
  const secondsPerSequence = prefillSeconds + (outputTokens * stepSeconds) / sequences;
  return {
    cards,
    sequences,
    outputTokensPerS: outputTokens / secondsPerSequence,
    totalTokensPerS: (promptTokens + outputTokens) / secondsPerSequence,
    prefillShare: prefillSeconds / secondsPerSequence,
  };
}

/** How much wider the range is where the chip's software or links are less known (P-5). */
export function inferenceDoubt(machine: Machine, cards: number, mixture: boolean): number {
  let doubt = 1;
  if (machine.chip.kind === 'npu' || machine.chip.vendor !== 'NVIDIA') doubt *= 1.25;
  if (cards > machine.linkedCards) doubt *= machine.networkGbits === null ? 1.5 : 1.25;
  else if (cards > 1 && machine.serverInterconnectGbs === null) doubt *= 1.15;
  if (mixture) doubt *= 1.15;
  return doubt;
}
