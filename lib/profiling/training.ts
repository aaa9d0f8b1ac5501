import { peakTflops } from '@/lib/compute/precision';
import { gangLinkBytes, type Machine, serverLinkBytes } from './machine';
import type { Layout } from './memory-fit';
import { isMixture, type ModelShape } from './model-shape';
import { ADAPTER_SHARE } from './training-memory';
import type { TrainingWorkload } from './workload';

/** Model FLOPs per parameter and token: 2 forward, 4 backward; adapters leave out the weights' gradients. */
const FLOPS_PER_PARAMETER = { full: 6, lora: 4, qlora: 4 } as const;
/** Unpacking 4-bit weights in every pass costs about a quarter more time. */
const UNPACKING = 1.25;
/** A second forward pass: 8 instead of 6. */
const RECOMPUTE = 4 / 3;

/** MFU of a steady step before communication and size losses: the best of 70 A100 benchmarks reach 0.64 (LLM Foundry). */
const STEP_MFU = 0.62;
/** Whole published runs keep about 0.72 of that: restarts, evaluation, checkpoints (33 % against 46 %). */
const WHOLE_RUN_SHARE = 0.72;
/** One in ten of 32 published runs stayed under 0.20: 1.65 times the median's time. */
const TRAINING_SPREAD = 1.65;

/** FLOP per byte at which the chips of the steady benchmarks (A100, 910B) are balanced. */
const BALANCE_FLOP_PER_BYTE = 200;
const BALANCE_EXPONENT = 0.3;
/** Small models don't fill a card: 124 M parameters reach about two thirds of what 5 B do. */
const SIZE_REFERENCE = 5e9;
const SIZE_EXPONENT = 0.12;
/** Routing and uneven experts: published mixtures reach 0.20–0.26 where dense models reach 0.33. */
const MIXTURE_SHARE = 0.72;
/** Half of the communication hides behind arithmetic. */
const EXPOSED_SHARE = 0.5;
/** Links carry about 0.7 of their rated bytes. */
const LINK_SHARE = 0.7;
/** Tokens of one optimizer step in published runs, from 4 Mi up to 16 Mi. */
export const BATCH_TOKENS = 4e6;
const LEAST_MFU = 0.005;

/** FLOPs of the whole run, in FLOP: parameters, causal attention over the sequence, recomputation (P-2). */
export function trainingFlops(workload: TrainingWorkload, shape: ModelShape, recompute: boolean): number {
  const perParameter = FLOPS_PER_PARAMETER[workload.method];
  const parameters = perParameter * shape.paramsActive;
  // Attention's scores have no weights: 2 × 2 × hidden × seq ⁄ 2 forward, and both gradients backward.
  const attention = 6 * shape.layers * shape.hidden * workload.seqLen;
  return (parameters + attention) * workload.tokensB * 1e9 * (recompute ? RECOMPUTE : 1);
}

/** Dense peak in FLOP/s at which the run's arithmetic happens, or null where the chip can't or we don't know. */
export function trainingPeakFlops(workload: TrainingWorkload, machine: Machine): number | null {
  const { precision, method } = workload;
  if (method === 'full' && (precision === 'int8' || precision === 'int4' || precision === 'fp4')) return null;
  const arithmetic = method !== 'full' && (precision === 'int8' || precision === 'fp4') ? 'int4' : precision;
  const tflops = peakTflops(machine.chip, arithmetic);
  return tflops === null || tflops <= 0 ? null : tflops * 1e12;
}

/** Share of time left when slices exchange activations and copies exchange gradients (P-2). */
function parallelEfficiency(
  workload: TrainingWorkload,
  shape: ModelShape,
  machine: Machine,
  layout: Layout,
  flopsPerSecond: number,
): number {
  const { tensor, pipeline, data } = layout;
  const cards = tensor * pipeline * data;
  const tokenFlops = FLOPS_PER_PARAMETER[workload.method] * shape.paramsActive;
  // Four all-reduces of one token's activations per layer, 2 bytes each.
  const sliceBytes = (16 * shape.hidden * shape.layers * (tensor - 1)) / tensor / pipeline;
  const sliceShare =
    sliceBytes / (serverLinkBytes(machine) * LINK_SHARE) / (tokenFlops / tensor / pipeline / flopsPerSecond);
  const trained = shape.paramsTotal * (workload.method === 'full' ? 1 : ADAPTER_SHARE);
  const gradientBytes = data > 1 ? (4 * trained) / tensor / pipeline : 0;
  const link = gangLinkBytes(machine, cards);
  const stepSeconds = (tokenFlops * BATCH_TOKENS) / cards / flopsPerSecond;
  const copyShare = gradientBytes / (link * LINK_SHARE) / stepSeconds;
  // Stages idle at both ends of a step; 8 micro-batches per stage are common.
  const bubble = (pipeline - 1) / (8 * pipeline);
  return 1 / (1 + EXPOSED_SHARE * (sliceShare + copyShare) + bubble);
}

/** The share of the dense peak a whole run likely reaches (P-2), and how many times longer one in ten takes. */
export function trainingMfu(
  workload: TrainingWorkload,
  shape: ModelShape,
  machine: Machine,
  layout: Layout,
): { readonly mfuP50: number; readonly spread: number } {
  const peak = trainingPeakFlops(workload, machine) ?? 1e12;
  const bandwidth = machine.chip.memoryBandwidthGbs;
  const balance = bandwidth === null ? 1 : BALANCE_FLOP_PER_BYTE / (peak / (bandwidth * 1e9));
  const chipShare = Math.min(1.15, Math.max(0.45, balance ** BALANCE_EXPONENT));
  const sizeShare = Math.min(1, (shape.paramsActive / SIZE_REFERENCE) ** SIZE_EXPONENT);
  const single = STEP_MFU * WHOLE_RUN_SHARE * chipShare * sizeShare * (isMixture(shape) ? MIXTURE_SHARE : 1);
  const efficiency = parallelEfficiency(workload, shape, machine, layout, peak * single);
  const unpacking = workload.method === 'qlora' ? UNPACKING : 1;
  return {
    mfuP50: Math.max(LEAST_MFU, (single * efficiency) / unpacking),
    spread: TRAINING_SPREAD * trainingDoubt(machine, layout),
  };
}

/** How much wider the range is where figures are missing: no evidence widens, it never fakes precision (P-5). */
function trainingDoubt(machine: Machine, layout: Layout): number {
  const cards = layout.tensor * layout.pipeline * layout.data;
  const { chip } = machine;
  let doubt = 1;
  if (chip.kind === 'npu' || chip.vendor !== 'NVIDIA') doubt *= 1.15;
  if (chip.memoryBandwidthGbs === null) doubt *= 1.15;
  if (layout.tensor > 1 && machine.serverInterconnectGbs === null) doubt *= 1.1;
  if (cards > machine.linkedCards && machine.networkGbits === null) doubt *= 1.2;
  return doubt;
}
