import { z } from 'zod';

export const PRECISIONS = ['fp32', 'bf16', 'fp16', 'fp8', 'int8', 'fp4', 'int4'] as const;
export const METHODS = ['full', 'lora', 'qlora'] as const;
export const RENDERERS = ['blender-cycles', 'octane', 'v-ray', 'redshift', 'other'] as const;

const positive = z.number().finite().positive();

const model = {
  model: z.string().trim().max(80).optional(),
  /** Billions of parameters; at least a million. */
  paramsTotalB: positive.min(0.001).max(20_000),
  /** Parameters one token passes through: less than the total in a mixture of experts. */
  paramsActiveB: positive.min(0.001).max(20_000),
  precision: z.enum(PRECISIONS),
};

/** What a training run is made of. */
export const trainingFields = {
  kind: z.literal('training'),
  ...model,
  /** Total training tokens, billions; at least one token. */
  tokensB: positive.min(1e-9).max(1_000_000),
  method: z.enum(METHODS),
  seqLen: z.int().min(16).max(10_000_000).default(4096),
};

/** What inference is made of. */
export const inferenceFields = {
  kind: z.literal('inference'),
  ...model,
  promptTokens: z.int().min(1).max(10_000_000),
  outputTokens: z.int().min(1).max(1_000_000),
  /** A batch of tokens (prompt and output together) by the deadline, or a rate held for hours. */
  demand: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('batch'), totalTokensM: positive.min(1e-6).max(1e9) }),
    z.strictObject({
      mode: z.literal('serving'),
      outputTokensPerS: positive.min(1e-3).max(1e8),
      hours: z.int().min(1).max(8760),
    }),
  ]),
};

/** What a rendering is made of. */
export const renderingFields = {
  kind: z.literal('rendering'),
  renderer: z.enum(RENDERERS),
  frames: z.int().min(1).max(100_000_000),
  widthPx: z.int().min(1).max(100_000),
  heightPx: z.int().min(1).max(100_000),
  /** Measured seconds per frame at this resolution on one calibration card. */
  calibrationSecondsPerFrame: positive.min(1e-4).max(1e6),
  /** Chip key of the calibration card. */
  calibrationChip: z.string().min(1).max(80),
  /** Card memory the scene needs. */
  sceneMemoryGb: positive.max(2000),
};

/** What work is made of whose result can't be counted: cards for consecutive hours, as asked (S-1). */
export const cardHoursFields = {
  kind: z.literal('card_hours'),
  cards: z.int().min(1).max(100_000),
  hours: z.int().min(1).max(8760),
};

type Fields<T extends Record<string, z.ZodType>> = Readonly<z.infer<z.ZodObject<T>>>;

export type TrainingWorkload = Fields<typeof trainingFields>;
export type InferenceWorkload = Fields<typeof inferenceFields>;
export type RenderingWorkload = Fields<typeof renderingFields>;
export type CardHoursWorkload = Fields<typeof cardHoursFields>;

/** The part of a job that decides its card-hours: the result wanted, without window or constraints. */
export type Workload = TrainingWorkload | InferenceWorkload | RenderingWorkload | CardHoursWorkload;

/** Why a model's parameter counts can't be, or null: active parameters are part of the total. */
export const parameterFault = (workload: {
  readonly paramsTotalB?: number;
  readonly paramsActiveB?: number;
}): 'active_above_total' | null =>
  (workload.paramsActiveB ?? 0) > (workload.paramsTotalB ?? Number.POSITIVE_INFINITY)
    ? 'active_above_total'
    : null;
