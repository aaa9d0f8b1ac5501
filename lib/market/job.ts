import { z } from 'zod';
import type { PortStatus } from '@/lib/compute/ports';
import type { OutcomeUnit } from '@/lib/compute/units';
import {
  cardHoursFields,
  inferenceFields,
  PRECISIONS,
  renderingFields,
  trainingFields,
} from '@/lib/profiling/workload';

export { PRECISIONS };
export const GRADES = ['bronze', 'silver', 'gold'] as const;
export type Grade = (typeof GRADES)[number];

export const PORTS_WANTED = ['native', 'verified'] as const satisfies readonly PortStatus[];
export type PortWanted = (typeof PORTS_WANTED)[number];

const positive = z.number().finite().positive();
const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/);

/** What an option must satisfy (M-3); an absent field asks nothing. */
export const JobConstraints = z.strictObject({
  /** Chip keys or families of lib/compute; empty means any. */
  chips: z.array(z.string().max(80)).max(100).default([]),
  chipKind: z.enum(['gpu', 'npu']).optional(),
  vendors: z.array(z.string().max(40)).max(30).default([]),
  /** Only chips the named model or renderer runs on without a port: as released, or verified at least. */
  port: z.enum(PORTS_WANTED).optional(),
  memoryGbMin: positive.max(2000).optional(),
  /** Between the cards of the job's gang, GB/s both ways. */
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
  earliestHour: z.int().positive().max(100_000_000),
  deadlineHour: z.int().positive().max(100_000_000),
};

/** The most milestones a job may ask for; lib/settlement says where they stand. */
export const JOB_MILESTONES_MAX = 100;

export const TrainingSpec = z.strictObject({
  ...common,
  ...trainingFields,
  /** Equal parts the run is paid by, each with a checkpoint that was loaded: 1 is all or nothing; absent, every token counts (S-7). */
  milestones: z.int().min(1).max(JOB_MILESTONES_MAX).optional(),
});
export const InferenceSpec = z.strictObject({ ...common, ...inferenceFields });
export const RenderingSpec = z.strictObject({ ...common, ...renderingFields });
export const CardHoursSpec = z.strictObject({ ...common, ...cardHoursFields });

/** A job as the buyer describes it: a result, not hardware; card-hours where no result can be counted (S-1). */
export const JobSpec = z
  .discriminatedUnion('kind', [TrainingSpec, InferenceSpec, RenderingSpec, CardHoursSpec])
  .superRefine((spec, context) => {
    if (spec.earliestHour >= spec.deadlineHour)
      context.addIssue({ code: 'custom', path: ['deadlineHour'], message: 'deadline_not_after_earliest' });
    if ('paramsActiveB' in spec && spec.paramsActiveB > spec.paramsTotalB)
      context.addIssue({ code: 'custom', path: ['paramsActiveB'], message: 'active_above_total' });
    if ((jobMilestones(spec) ?? 0) > jobUnits(spec).units)
      context.addIssue({ code: 'custom', path: ['milestones'], message: 'milestones_above_units' });
  });
export type JobSpec = z.infer<typeof JobSpec>;
export type TrainingSpec = z.infer<typeof TrainingSpec>;
export type InferenceSpec = z.infer<typeof InferenceSpec>;
export type RenderingSpec = z.infer<typeof RenderingSpec>;
export type CardHoursSpec = z.infer<typeof CardHoursSpec>;
export type JobKind = JobSpec['kind'];
export type Shape = 'block' | 'spread';

/** What is counted and paid (S-1): whole numbers of the smallest thing delivered. */
export type UnitKind = OutcomeUnit;

/** The units a job buys (S-1): tokens, frames, minutes of service, or card-hours. */
export function jobUnits(spec: JobSpec): { readonly kind: UnitKind; readonly units: bigint } {
  switch (spec.kind) {
    case 'training':
      return { kind: 'training_tokens', units: BigInt(Math.ceil(spec.tokensB * 1e9)) };
    case 'rendering':
      return { kind: 'frames', units: BigInt(spec.frames) };
    case 'card_hours':
      return { kind: 'card_hours', units: BigInt(spec.cards * spec.hours) };
    case 'inference':
      return spec.demand.mode === 'batch'
        ? { kind: 'inference_tokens', units: BigInt(Math.ceil(spec.demand.totalTokensM * 1e6)) }
        : { kind: 'serving_minutes', units: BigInt(spec.demand.hours) * 60n };
  }
}

/** The milestones a job asks to be paid by; null where every unit counts (S-7). */
export const jobMilestones = (spec: JobSpec): number | null =>
  spec.kind === 'training' ? (spec.milestones ?? null) : null;

/** Training, serving and card-hours hold a gang (block); rendering and batch inference spread (M-4). */
export const jobShape = (spec: JobSpec): Shape =>
  spec.kind === 'training' ||
  spec.kind === 'card_hours' ||
  (spec.kind === 'inference' && spec.demand.mode === 'serving')
    ? 'block'
    : 'spread';
