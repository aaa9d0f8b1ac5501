import { z } from 'zod';

export const PRECISIONS = ['fp32', 'bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'] as const;
export const GRADES = ['bronze', 'silver', 'gold'] as const;

const positive = z.number().finite().positive();
const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/);

/** What an option must satisfy (M-3); an absent field asks nothing. */
export const JobConstraints = z.strictObject({
  /** Chip keys of lib/compute; empty means any. */
  chips: z.array(z.string()).max(100).default([]),
  chipKind: z.enum(['gpu', 'npu']).optional(),
  vendors: z.array(z.string()).max(30).default([]),
  memoryGbMin: positive.max(2000).optional(),
  interconnectGbsMin: positive.max(10_000).optional(),
  /** Allowed ISO codes; `CN` admits `CN-NX`. Empty means anywhere. */
  regions: z.array(region).max(60).default([]),
  latencyMsMax: positive.max(10_000).optional(),
  greenShareMin: z.number().min(0).max(1).optional(),
  pueMax: z.number().min(1).max(3).optional(),
  gradeMin: z.enum(GRADES).optional(),
});
export type JobConstraints = z.infer<typeof JobConstraints>;

const common = {
  constraints: JobConstraints,
  /** Where the buyer is: latency is measured from here. */
  homeRegion: region.optional(),
  dataInGb: z.number().finite().min(0).max(1e9).optional(),
  dataOutGb: z.number().finite().min(0).max(1e9).optional(),
  /** Where the data is now. */
  dataRegion: region.optional(),
  /** Epoch hours: may use hours h with earliestHour ≤ h < deadlineHour. */
  earliestHour: z.int().positive(),
  deadlineHour: z.int().positive(),
};

const model = {
  model: z.string().max(80).optional(),
  paramsTotalB: positive.max(20_000),
  paramsActiveB: positive.max(20_000),
  precision: z.enum(PRECISIONS),
};

export const TrainingSpec = z.strictObject({
  kind: z.literal('training'),
  ...common,
  ...model,
  /** Total training tokens, billions. */
  tokensB: positive.max(1_000_000),
  method: z.enum(['full', 'lora', 'qlora']),
  seqLen: z.int().min(16).max(10_000_000).default(4096),
});

export const InferenceSpec = z.strictObject({
  kind: z.literal('inference'),
  ...common,
  ...model,
  promptTokens: z.int().min(1).max(10_000_000),
  outputTokens: z.int().min(1).max(1_000_000),
  /** A batch of tokens by the deadline, or a rate held for hours. */
  demand: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('batch'), totalTokensM: positive.max(1e9) }),
    z.strictObject({
      mode: z.literal('serving'),
      outputTokensPerS: positive.max(1e8),
      hours: z.int().min(1).max(8760),
    }),
  ]),
});

export const RenderingSpec = z.strictObject({
  kind: z.literal('rendering'),
  ...common,
  renderer: z.enum(['blender-cycles', 'octane', 'v-ray', 'redshift', 'other']),
  frames: z.int().min(1).max(100_000_000),
  widthPx: z.int().min(1).max(100_000),
  heightPx: z.int().min(1).max(100_000),
  /** Measured seconds per frame at this resolution on one calibration card. */
  calibrationSecondsPerFrame: positive.max(1e6),
  calibrationChip: z.string(),
  /** Card memory the scene needs. */
  sceneMemoryGb: positive.max(2000),
});

/** A job as the buyer describes it: a result, not hardware. */
export const JobSpec = z.discriminatedUnion('kind', [TrainingSpec, InferenceSpec, RenderingSpec]);
export type JobSpec = z.infer<typeof JobSpec>;
export type TrainingSpec = z.infer<typeof TrainingSpec>;
export type InferenceSpec = z.infer<typeof InferenceSpec>;
export type RenderingSpec = z.infer<typeof RenderingSpec>;
export type JobKind = JobSpec['kind'];
export type Shape = 'block' | 'spread';

/** What is counted and paid (S-1): whole numbers of the smallest thing delivered. */
export type UnitKind = 'training_tokens' | 'inference_tokens' | 'frames' | 'serving_minutes' | 'card_hours';

/** The units a job buys: tokens, frames, or minutes of service. */
export function jobUnits(spec: JobSpec): { readonly kind: UnitKind; readonly units: bigint } {
  switch (spec.kind) {
    case 'training':
      return { kind: 'training_tokens', units: BigInt(Math.ceil(spec.tokensB * 1e9)) };
    case 'rendering':
      return { kind: 'frames', units: BigInt(spec.frames) };
    case 'inference':
      return spec.demand.mode === 'batch'
        ? { kind: 'inference_tokens', units: BigInt(Math.ceil(spec.demand.totalTokensM * 1e6)) }
        : { kind: 'serving_minutes', units: BigInt(spec.demand.hours) * 60n };
  }
}

/** Training and serving hold a gang (block); rendering and batch inference spread (M-4). */
export const jobShape = (spec: JobSpec): Shape =>
  spec.kind === 'training' || (spec.kind === 'inference' && spec.demand.mode === 'serving')
    ? 'block'
    : 'spread';
