import type { Micros } from '@/lib/core/amount';
import type { Hour } from '@/lib/core/hours';
import { compareIds } from '@/lib/core/ids';
import { ok, type Result, refuse } from '@/lib/core/result';
import { type JobSpec, jobShape, jobUnits, type Shape, type UnitKind } from './job';
import type { JobOption, Profiler } from './job-option';
import { jobOptions, jobWindow } from './make-quotes';
import { miss } from './near-miss';
import { isBlockOption, type OrderOption } from './order';
import { placeBlock } from './place-block';
import { placeSpread, type SpreadSource } from './place-spread';
import type { Buyer, PoolFacts } from './pool';
import { type PriceSheet, sheetAtAsks } from './price-sheet';
import type { PoolNearMiss } from './quote';
import type { MarketTerms } from './terms';

export interface LimitOrderRequest {
  readonly spec: JobSpec;
  readonly buyer: Buyer;
  readonly pools: readonly PoolFacts[];
  readonly sheet: PriceSheet;
  readonly terms: MarketTerms;
  readonly now: Date;
  /** The most the order pays, tax included, micros. */
  readonly limitMicros: Micros;
  /** What the buyer has to hold it with, micros. */
  readonly availableMicros: Micros;
  readonly profiler?: Profiler;
}

/** A limit order ready to be held and placed (M-5, M-7). */
export interface LimitOrderDraft {
  readonly shape: Shape;
  readonly options: readonly OrderOption[];
  readonly earliestHour: Hour;
  /** Exclusive. */
  readonly deadlineHour: Hour;
  readonly limitMicros: Micros;
  readonly taxBps: number;
  readonly units: { readonly kind: UnitKind; readonly count: bigint };
  readonly termsVersion: number;
  /** The least it could cost at the asks, in the cards free now; null where nothing is free for it. */
  readonly leastAtAsksMicros: Micros | null;
  /** The limit is under that: it can't be filled unless asks fall (M-15). */
  readonly belowAsk: boolean;
  readonly nearMisses: readonly PoolNearMiss[];
}

export type LimitOrderRefusal = 'limit_not_positive' | 'limit_too_large' | 'insufficient_funds' | 'no_option';

/** Book values end at 2^53 − 1. */
export const LIMIT_MAX = BigInt(Number.MAX_SAFE_INTEGER);
/** An order has one window: a pool whose data takes this much longer to arrive than the quickest's is left out. */
const TRANSFER_SLACK_HOURS = 24;

/**
 * The one window of an order over several pools: the options whose data is there in time and that still fit from the hour
 * all of them are ready.
 */
export function oneWindow(options: readonly (readonly JobOption[])[], endHour: Hour) {
  const soonest = Math.min(...options.flat().map(({ readyHour }) => readyHour));
  const near = options.filter((ofPool) => (ofPool[0]?.readyHour ?? 0) <= soonest + TRANSFER_SLACK_HOURS);
  const readyHour = Math.max(...near.flat().map((option) => option.readyHour));
  const fits = ({ option }: JobOption) => !isBlockOption(option) || readyHour + option.hours <= endHour;
  const late = options.filter((ofPool) => !near.includes(ofPool) || !ofPool.some(fits));
  return { readyHour, kept: near.flat().filter(fits), late };
}

function leastCost(options: readonly JobOption[], sheet: PriceSheet, fromHour: Hour, toHour: Hour) {
  const asks = sheetAtAsks(sheet);
  let least: bigint | null = null;
  const sources: SpreadSource[] = [];
  for (const { option } of options) {
    const poolSheet = asks.pools.get(option.poolId);
    if (!poolSheet) continue;
    if (!isBlockOption(option)) sources.push({ option, sheet: poolSheet, readyHour: fromHour });
    else {
      const cost = placeBlock(option, poolSheet, fromHour, toHour)?.cheapest.costMicros ?? null;
      if (cost !== null && (least === null || cost < least)) least = cost;
    }
  }
  return sources.length > 0 ? (placeSpread(sources, toHour)?.costMicros ?? null) : least;
}

/** A job and the most its buyer will pay as a limit order over every pool it may run in; or why not (M-3, M-5, M-7). */
export function limitOrder(request: LimitOrderRequest): Result<LimitOrderDraft, LimitOrderRefusal> {
  const { spec, terms, limitMicros, availableMicros } = request;
  if (limitMicros <= 0n) return refuse('limit_not_positive', { limitMicros });
  if (limitMicros > LIMIT_MAX) return refuse('limit_too_large', { limitMicros, mostMicros: LIMIT_MAX });
  if (availableMicros < limitMicros)
    return refuse('insufficient_funds', { availableMicros, shortMicros: limitMicros - availableMicros });
  const window = jobWindow(spec, terms, request.now);
  const endHour = Math.min(window.deadlineHour, window.horizonHour);
  const { options, nearMisses } = jobOptions(request, window);
  if (options.length === 0) return refuse('no_option', { pools: request.pools.length });
  const { readyHour, kept, late } = oneWindow(options, endHour);
  if (kept.length === 0) return refuse('no_option', { pools: request.pools.length });
  const leastAtAsksMicros = leastCost(kept, request.sheet, readyHour, endHour);
  const { kind, units } = jobUnits(spec);
  return ok({
    shape: jobShape(spec),
    options: kept.map(({ option }) => option).sort((a, b) => compareIds(a.poolId, b.poolId)),
    earliestHour: readyHour,
    deadlineHour: window.deadlineHour,
    limitMicros,
    taxBps: terms.taxBps,
    units: { kind, count: units },
    termsVersion: terms.version,
    leastAtAsksMicros,
    belowAsk: leastAtAsksMicros !== null && limitMicros < leastAtAsksMicros,
    nearMisses: [...nearMisses, ...late.flatMap((ofPool) => lateMiss(ofPool, readyHour))],
  });
}

function lateMiss(ofPool: readonly JobOption[], readyHour: Hour): PoolNearMiss[] {
  const [first] = ofPool;
  if (!first) return [];
  const { id: poolId, code, name, chip, region } = first.pool;
  const misses = [miss('transfer', readyHour, first.readyHour, 'hour')];
  return [{ poolId, code, name, chip, region, misses }];
}
