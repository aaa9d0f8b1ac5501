import { leastMicros, type Micros, mostMicros, mulDivFloor } from '@/lib/core/amount';
import type { Hour } from '@/lib/core/hours';
import { compareIds } from '@/lib/core/ids';
import { ok, type Result, refuse } from '@/lib/core/result';
import { type JobSpec, jobShape, jobUnits, type Shape } from './job';
import type { JobOption } from './job-option';
import { LIMIT_MAX, oneWindow } from './limit-order';
import { jobOptions, jobWindow, type QuoteRequest } from './make-quotes';
import { isBlockOption, type OrderOption } from './order';
import { type Buyer, sameControl, type Window } from './pool';
import type { MarketTerms } from './terms';

/** The order whose units are missing. */
export interface FailedOrder {
  readonly units: bigint;
  /** The most it paid, tax included, micros: a limit, or an instant order's price. */
  readonly limitMicros: Micros;
  /** What its leases, and the orders that buy for them again, may still cost of that limit, micros. */
  readonly committedMicros: Micros;
  /** Its units that wait to be bought again now, those in question among them. */
  readonly dueUnits: bigint;
  /** Exclusive. */
  readonly deadlineHour: Hour;
}

export interface ReplacementRequest
  extends Pick<QuoteRequest, 'spec' | 'buyer' | 'pools' | 'terms' | 'now' | 'profiler' | 'measured'> {
  readonly order: FailedOrder;
  readonly missingUnits: bigint;
  /** What the buyer got of the failer's charge, micros (S-5). */
  readonly chargedMicros: Micros;
  /** What the buyer has to hold it with, micros. */
  readonly availableMicros: Micros;
  /** Whoever failed this work so far: nothing of it is bought from them, or under their control, again. */
  readonly failed: readonly Buyer[];
}

/** An order of missing units, ready to be held and placed as a limit order (S-10). */
export interface ReplacementDraft {
  readonly shape: Shape;
  readonly options: readonly OrderOption[];
  readonly earliestHour: Hour;
  /** Exclusive. */
  readonly deadlineHour: Hour;
  readonly limitMicros: Micros;
  readonly taxBps: number;
  readonly termsVersion: number;
}

export type ReplacementRefusal = 'window_past' | 'no_pool' | 'limit_too_small' | 'insufficient_funds';

/**
 * The most missing units may cost, in micros: ⌊the order's limit × missing ÷ its units⌋, never more than their part of what
 * its other units leave of that limit, and what the failer paid; so all of an order never costs more than its limit and
 * what was paid for failing (M-11, S-10).
 */
export function replacementLimit(
  order: Omit<FailedOrder, 'deadlineHour'>,
  missingUnits: bigint,
  chargedMicros: Micros,
): Micros {
  const leftMicros = mostMicros(0n, order.limitMicros - order.committedMicros);
  const shareMicros = leastMicros(
    mulDivFloor(order.limitMicros, missingUnits, order.units),
    mulDivFloor(leftMicros, missingUnits, order.dueUnits),
  );
  return leastMicros(shareMicros + chargedMicros, LIMIT_MAX);
}

/** The hours left to failed work: from the first that may be sold to its order's deadline; null when none is (M-16, S-10). */
export function replacementWindow(
  spec: JobSpec,
  deadlineHour: Hour,
  terms: MarketTerms,
  now: Date,
): Window | null {
  const window = { ...jobWindow(spec, terms, now), deadlineHour };
  return window.firstHour < Math.min(deadlineHour, window.horizonHour) ? window : null;
}

const scaledUp = (count: number, units: bigint, ofUnits: bigint): number =>
  Number((BigInt(count) * units + ofUnits - 1n) / ofUnits);

/**
 * A way to run a whole job as a way to run some of its units: a block keeps its cards for fewer hours, a spread has less
 * work and never more cards than frames; rounded up, so that it is never too small (M-4, S-10).
 */
export function partOfOption(
  { option, pool }: Pick<JobOption, 'option' | 'pool'>,
  spec: JobSpec,
  units: bigint,
): OrderOption {
  const { units: ofUnits } = jobUnits(spec);
  if (isBlockOption(option)) return { ...option, hours: scaledUp(option.hours, units, ofUnits) };
  const frames = spec.kind === 'rendering' ? Math.max(Number(units), pool.lotCards) : option.maxCards;
  const maxCards = Math.floor(Math.min(option.maxCards, frames) / pool.lotCards) * pool.lotCards;
  return { ...option, cardHours: scaledUp(option.cardHours, units, ofUnits), maxCards };
}

/** What the missing units take at every pool that may run them, whether or not they still fit the hours that are left. */
function partsElsewhere(request: ReplacementRequest, window: Window): readonly (readonly JobOption[])[] {
  const { spec, missingUnits, failed } = request;
  const pools = request.pools.filter((pool) => !failed.some((provider) => sameControl(pool, provider)));
  const whole = { ...window, deadlineHour: Number.MAX_SAFE_INTEGER, horizonHour: Number.MAX_SAFE_INTEGER };
  return jobOptions({ ...request, pools }, whole).options.map((ofPool) =>
    ofPool.map((one) => ({ ...one, option: partOfOption(one, spec, missingUnits) })),
  );
}

/** The least hours from now's first sellable one in which any of them could be done; null where there are none. */
function leastHours(parts: readonly (readonly JobOption[])[], firstHour: Hour): number | null {
  const ends = parts
    .flat()
    .map(({ option, readyHour }) => readyHour + (isBlockOption(option) ? option.hours : 1));
  return ends.length === 0 ? null : Math.min(...ends) - firstHour;
}

/**
 * Work that a provider didn't start or failed, as a limit order of the missing units at anybody else's pools, in what is
 * left of the order's window and for at most its share of the limit and what the failer paid; or why not (S-10).
 */
export function replacementOrder(request: ReplacementRequest): Result<ReplacementDraft, ReplacementRefusal> {
  const { spec, order, terms, missingUnits, availableMicros } = request;
  const { deadlineHour } = order;
  const window = replacementWindow(spec, deadlineHour, terms, request.now);
  if (!window) return refuse('window_past', { deadlineHour });
  const endHour = Math.min(deadlineHour, window.horizonHour);
  const parts = partsElsewhere(request, window);
  const inTime = parts.filter(([first]) => first !== undefined && first.readyHour < endHour);
  const { readyHour, kept } = oneWindow(inTime, endHour);
  if (kept.length === 0)
    return refuse('no_pool', {
      pools: parts.length,
      hoursLeft: endHour - window.firstHour,
      hoursNeeded: leastHours(parts, window.firstHour),
    });
  const wantedMicros = replacementLimit(order, missingUnits, request.chargedMicros);
  if (wantedMicros <= 0n) return refuse('limit_too_small', { limitMicros: wantedMicros });
  if (availableMicros <= 0n) return refuse('insufficient_funds', { wantedMicros, availableMicros });
  return ok({
    shape: jobShape(spec),
    options: kept.map(({ option }) => option).sort((a, b) => compareIds(a.poolId, b.poolId)),
    earliestHour: readyHour,
    deadlineHour,
    limitMicros: leastMicros(wantedMicros, availableMicros),
    taxBps: terms.taxBps,
    termsVersion: terms.version,
  });
}
