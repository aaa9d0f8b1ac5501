import fc from 'fast-check';
import { hourStart } from '@/lib/core/hours';
import type { DeliveryStanding } from '../delivery';
import { lateInputStanding } from '../late-input';
import { unitsToMilestones } from '../milestones';
import { type Departure, departures } from './departures';

/** The first reserved hour of every walk's lease. */
export const START = 490_000;
export const WEIGHTS_PER_UNIT = 1_000_000n;

/** One delivery: how much of what is left, when, and what becomes of it; or hours lost to late input, all that may be claimed. */
export interface Step {
  readonly kind: DeliveryStanding['kind'];
  /** Of the units left, or of the milestones ahead, in millionths; 0 stands for a single one. */
  readonly share: number;
  /** Hours after the step before. */
  readonly later: number;
  /** What is rejected is decided in the end, or at once. */
  readonly fate: 'accept' | 'silence' | 'reject' | 'decide';
  /** Of a rejected delivery's units, what the decision pays, in millionths. */
  readonly paid: number;
}

export interface Walk {
  readonly priceMicros: bigint;
  readonly units: bigint;
  readonly hours: number;
  readonly feeBps: number;
  readonly lateBpsPerHour: number;
  /** At most one for a unit; null where every unit counts. */
  readonly milestones: number | null;
  /** Hours after the start when the buyer says that its input is ready; null if never. */
  readonly inputAfterHours: number | null;
  readonly steps: readonly Step[];
  /** Somebody's way out of it; null where all that may be delivered is. */
  readonly departure: Departure | null;
}

const millionths = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(0, 1_000_000) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 1_000_000 }) },
);
export const walks: fc.Arbitrary<Walk> = fc.record({
  priceMicros: fc.oneof(fc.constant(1n), fc.bigInt(1n, 60n), fc.bigInt(1n, 10n ** 17n)),
  units: fc.oneof(fc.constant(1n), fc.bigInt(1n, 40n), fc.bigInt(1n, 10n ** 15n)),
  hours: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 400 })),
  feeBps: fc.constantFrom(0, 1, 200, 333, 10_000),
  lateBpsPerHour: fc.constantFrom(0, 100, 10_000),
  milestones: fc.option(fc.integer({ min: 1, max: 7 })),
  inputAfterHours: fc.option(fc.integer({ min: 0, max: 20 })),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom('result', 'result', 'late_input'),
      share: millionths,
      later: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 })),
      fate: fc.constantFrom('accept', 'silence', 'reject', 'decide'),
      paid: millionths,
    }),
    { maxLength: 4 },
  ),
  departure: fc.option(departures, { freq: 2 }),
});

/** How many milestones a walk's lease counts by. */
export const milestonesOf = ({ milestones, units }: Walk): number | null =>
  milestones === null || units >= BigInt(milestones) ? milestones : Number(units);

/** The units of a step's delivery; 0 where there is nothing to claim. */
export function unitsOf(walk: Walk, step: Step, standing: readonly DeliveryStanding[], hour: number): bigint {
  const { units, inputAfterHours } = walk;
  const reportedUnits = standing.reduce((sum, d) => sum + d.units, 0n);
  if (step.kind === 'late_input') {
    const hours = Array.from({ length: walk.hours }, (_, i) => ({ hour: START + i, cards: 1 + (i % 3) }));
    const saidAt = inputAfterHours === null ? null : START + inputAfterHours;
    const inputReadyAt = saidAt !== null && saidAt <= hour ? hourStart(saidAt) : null;
    return lateInputStanding(
      { units, reportedUnits, inputReadyAt, workStartedAt: null },
      hours,
      standing,
      hourStart(hour),
    ).openUnits;
  }
  const milestones = milestonesOf(walk);
  if (milestones === null) {
    const some = ((units - reportedUnits) * BigInt(step.share)) / WEIGHTS_PER_UNIT;
    return some > 0n ? some : 1n;
  }
  const ahead = unitsToMilestones({ units, milestones }, reportedUnits);
  const pick = Math.min(ahead.length - 1, Math.floor((ahead.length * step.share) / 1_000_000));
  return ahead[pick]?.units ?? 0n;
}
