import { firstSellableHour, type Hour } from '@/lib/core/hours';
import { compareIds } from '@/lib/core/ids';
import { draftQuote } from './draft-quote';
import { eligibility } from './eligibility';
import { type JobSpec, jobShape, jobUnits } from './job';
import { type JobOption, type Profiler, rememberingProfiler } from './job-option';
import { miss, type NearMiss } from './near-miss';
import { poolOptions } from './options';
import { placeBlock } from './place-block';
import { placeSpread, placeSpreadFast, type SpreadSource } from './place-spread';
import { blockPlacement, type Placement, spreadPlacement } from './placement';
import type { Buyer, PoolFacts, Window } from './pool';
import type { PoolSheet, PriceSheet } from './price-sheet';
import type { PoolNearMiss, QuoteDraft } from './quote';
import { nextRoundTick } from './round-tick';
import type { MarketTerms } from './terms';

export interface QuoteRequest {
  readonly spec: JobSpec;
  readonly buyer: Buyer;
  readonly pools: readonly PoolFacts[];
  readonly sheet: PriceSheet;
  readonly terms: MarketTerms;
  readonly now: Date;
  /** The next main round; whole multiples of the interval when absent (M-19). */
  readonly nextRoundAt?: Date;
  readonly rankBy?: QuoteRank;
  /** The most quotes made: half by total, half by finish. */
  readonly most?: number;
  readonly profiler?: Profiler;
}

export type QuoteRank = 'total' | 'finish';

export interface Quotes {
  readonly quotes: readonly QuoteDraft[];
  readonly nearMisses: readonly PoolNearMiss[];
  readonly window: Window;
}

/** A quote nobody has time to accept isn't made. */
const LEAST_LIFE_SECONDS = 15;
const MOST_QUOTES = 24;

/** The hours a job may use now: from the first that may be sold to its deadline, and as far as hours are sold (M-16, M-18). */
export function jobWindow(spec: JobSpec, terms: MarketTerms, now: Date): Window {
  const sellable = firstSellableHour(new Date(now.getTime() + LEAST_LIFE_SECONDS * 1000), terms.leadMinutes);
  return {
    firstHour: Math.max(spec.earliestHour, sellable),
    deadlineHour: spec.deadlineHour,
    horizonHour: firstSellableHour(now, terms.leadMinutes) + terms.horizonHours,
    acceptedByHour: now.getTime() / 3_600_000 + terms.quoteLifeSeconds / 3600,
  };
}

/** Options of every pool a job may run in, and every pool it may not with the reasons (M-3). */
export function jobOptions(
  request: Pick<QuoteRequest, 'spec' | 'buyer' | 'pools' | 'profiler'>,
  window: Window,
): { options: readonly (readonly JobOption[])[]; nearMisses: readonly PoolNearMiss[] } {
  const profiler = request.profiler ?? rememberingProfiler();
  const options: (readonly JobOption[])[] = [];
  const nearMisses: PoolNearMiss[] = [];
  for (const pool of request.pools) {
    const checked = eligibility(request.spec, pool, request.buyer);
    if (!checked.eligible) {
      nearMisses.push(nearMissOf(pool, checked.misses));
      continue;
    }
    const found = poolOptions(request.spec, pool, checked.chip, window, profiler);
    if (found.options.length > 0) options.push(found.options);
    else nearMisses.push(nearMissOf(pool, found.misses));
  }
  return { options, nearMisses };
}

const nearMissOf = (pool: PoolFacts, misses: readonly NearMiss[]): PoolNearMiss => ({
  poolId: pool.id,
  code: pool.code,
  name: pool.name,
  chip: pool.chip,
  region: pool.region,
  misses,
});

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);
const poolsKey = (placement: Placement): string => placement.options.map(({ pool }) => pool.id).join();

const byTotal = (a: Placement, b: Placement): number =>
  compareBig(a.costMicros, b.costMicros) || a.endHour - b.endHour || compareIds(poolsKey(a), poolsKey(b));
const byFinish = (a: Placement, b: Placement): number =>
  a.endHour - b.endHour || compareBig(a.costMicros, b.costMicros) || compareIds(poolsKey(a), poolsKey(b));

/** Sorts quotes by total, then finish, or by finish, then total; ties by pool ids. */
export const rankQuotes = (quotes: readonly QuoteDraft[], by: QuoteRank): QuoteDraft[] =>
  [...quotes].sort((a, b) => {
    const total = compareBig(a.totalMicros, b.totalMicros);
    const finish = a.endHour - b.endHour;
    return (
      (by === 'total' ? total || finish : finish || total) || compareIds(a.poolIds.join(), b.poolIds.join())
    );
  });

/** A pool's cheapest and fastest block. */
function blockPlacements(options: readonly JobOption[], sheet: PoolSheet, lastHour: Hour): Placement[] {
  const placements: Placement[] = [];
  for (const option of options) {
    if (!('cards' in option.option)) continue;
    const places = placeBlock(option.option, sheet, option.readyHour, lastHour);
    if (!places) continue;
    placements.push(
      blockPlacement(option, places.cheapest, sheet),
      blockPlacement(option, places.fastest, sheet),
    );
  }
  return bestTwo(placements);
}

function bestTwo(placements: readonly Placement[]): Placement[] {
  const [cheapest] = [...placements].sort(byTotal);
  const [fastest] = [...placements].sort(byFinish);
  return cheapest && fastest ? [cheapest, fastest] : [];
}

function sourcesOf(options: readonly JobOption[], sheet: PriceSheet): SpreadSource[] {
  return options.flatMap(({ option, readyHour }) => {
    const poolSheet = sheet.pools.get(option.poolId);
    return poolSheet && 'cardHours' in option ? [{ option, sheet: poolSheet, readyHour }] : [];
  });
}

/** The cheapest and the fastest fill of a spread over the given pools together. */
function spreadPlacements(options: readonly JobOption[], sheet: PriceSheet, lastHour: Hour): Placement[] {
  const sources = sourcesOf(options, sheet);
  const places = [placeSpread(sources, lastHour), placeSpreadFast(sources, lastHour)];
  return places.flatMap((place) => (place ? [spreadPlacement(options, place)] : []));
}

/** Why a pool with options has no place for any: too few cards at once, too few hours together, too few card-hours. */
function capacityMiss(options: readonly JobOption[], sheet: PoolSheet | undefined, lastHour: Hour): NearMiss {
  const [first] = options;
  const free = sheet
    ? Array.from(
        sheet.freeCards.subarray(
          Math.max(0, (first?.readyHour ?? 0) - sheet.fromHour),
          Math.max(0, lastHour - sheet.fromHour),
        ),
      )
    : [];
  if (!first || 'cardHours' in first.option) {
    const wanted = first && 'cardHours' in first.option ? first.option.cardHours : 0;
    return miss(
      'capacity',
      wanted,
      free.reduce((sum, cards) => sum + cards, 0),
      'card-hours',
    );
  }
  const { cards, hours } = first.option;
  const most = Math.max(0, ...free);
  if (most < cards) return miss('capacity', cards, most, 'cards');
  let run = 0;
  let longest = 0;
  for (const count of free) {
    run = count >= cards ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return miss('capacity', hours, longest, 'hours');
}

const placementKey = (placement: Placement): string =>
  placement.lots.map(({ poolId, hour, hours, cards }) => `${poolId}/${hour}/${hours}/${cards}`).join();

function chosen(placements: readonly Placement[], most: number): Placement[] {
  const unlike = [...new Map(placements.map((placement) => [placementKey(placement), placement])).values()];
  const half = Math.ceil(most / 2);
  const kept = new Set([
    ...[...unlike].sort(byTotal).slice(0, half),
    ...[...unlike].sort(byFinish).slice(0, half),
  ]);
  return [...kept];
}

/**
 * Binding quotes for a job at a price sheet: the cheapest and the fastest place of every pool it may run in, for a
 * spread also over all of them together, ranked; and a near miss for every pool it may not or can't now (M-3, M-6, P-6).
 */
export function makeQuotes(request: QuoteRequest): Quotes {
  const { spec, sheet, terms, now } = request;
  const window = jobWindow(spec, terms, now);
  const lastHour = Math.min(window.deadlineHour, window.horizonHour);
  const { options, nearMisses } = jobOptions(request, window);
  const placements: Placement[] = [];
  const misses = [...nearMisses];
  if (jobShape(spec) === 'spread' && options.length > 1)
    placements.push(...spreadPlacements(options.flat(), sheet, lastHour));
  const together = new Set(placements.flatMap((placement) => placement.options.map(({ pool }) => pool.id)));
  for (const ofPool of options) {
    const [first] = ofPool;
    if (!first) continue;
    const poolSheet = sheet.pools.get(first.pool.id);
    const found =
      jobShape(spec) === 'spread'
        ? spreadPlacements(ofPool, sheet, lastHour)
        : poolSheet
          ? blockPlacements(ofPool, poolSheet, lastHour)
          : [];
    placements.push(...found);
    if (found.length === 0 && !together.has(first.pool.id))
      misses.push(nearMissOf(first.pool, [capacityMiss(ofPool, poolSheet, lastHour)]));
  }
  const nextRoundAt = request.nextRoundAt ?? nextRoundTick(now, terms.mainRoundSeconds);
  // Each pool's lease needs at least one unit (S-2).
  const { units } = jobUnits(spec);
  const leasable = placements.filter((placement) => BigInt(placement.options.length) <= units);
  const quotes = chosen(leasable, request.most ?? MOST_QUOTES).map((placement) =>
    draftQuote(spec, placement, sheet, terms, now, nextRoundAt),
  );
  return { quotes: rankQuotes(quotes, request.rankBy ?? 'total'), nearMisses: misses, window };
}
