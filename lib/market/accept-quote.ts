import type { Micros } from '@/lib/core/amount';
import { firstSellableHour, type Hour } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import { isBlockOption, type PricedLot } from './order';
import { placeBlock } from './place-block';
import { placeSpread, type SpreadSource } from './place-spread';
import { lotsCostMicros, pricedLots } from './placement';
import { type Buyer, type PoolStatus, sameControl } from './pool';
import { openSheet, type PoolSheet } from './price-sheet';
import type { QuoteDraft, QuotePool } from './quote';
import { taxIn } from './tax';

/** A quoted pool as it stands now: hour h has `freeCards[h − fromHour]` cards that may be taken, hours beyond none. */
export interface PoolNow {
  readonly poolId: string;
  readonly organizationId: string;
  readonly controllingGroup: string | null;
  readonly status: PoolStatus;
  readonly lotCards: number;
  readonly fromHour: Hour;
  /** What an instant order may take (M-6b). */
  readonly freeCards: ArrayLike<number>;
  /** All free cards: what a round may fill. */
  readonly openCards: ArrayLike<number>;
}

/** What an accepted quote reserves and costs: the quoted lots, or an equal place at no more than the quoted price. */
export interface AcceptedQuote {
  readonly lots: readonly PricedLot[];
  readonly taxMicros: Micros;
  readonly totalMicros: Micros;
  readonly startHour: Hour;
  /** Exclusive; never after the quoted end. */
  readonly endHour: Hour;
  /** True when the quoted cards were gone and an equal place was taken. */
  readonly moved: boolean;
}

export type AcceptRefusal =
  | 'quote_expired'
  | 'pool_not_active'
  | 'same_control'
  | 'capacity_gone'
  | 'reserved_for_rounds';

export type QuoteTerms = Pick<QuoteDraft, 'totalMicros' | 'taxBps' | 'endHour' | 'expiresAt' | 'facts'>;

/** The pool's hours as the quote priced them with the cards free now; hours no longer sold have none (M-6, M-16). */
function sheetNow(quoted: QuotePool, now: PoolNow, soonestHour: Hour, endHour: Hour): PoolSheet {
  const fromHour = quoted.readyHour;
  const hours = Math.max(0, endHour - fromHour);
  const freeCards = new Int32Array(hours);
  const openCards = new Int32Array(hours);
  const prices = new Float64Array(hours);
  for (const { hour, hours: length, priceMicros } of quoted.prices)
    for (let h = Math.max(hour, fromHour); h < Math.min(hour + length, endHour); h++) {
      prices[h - fromHour] = Number(priceMicros);
      if (h < soonestHour) continue;
      freeCards[h - fromHour] = now.freeCards[h - now.fromHour] ?? 0;
      openCards[h - fromHour] = now.openCards[h - now.fromHour] ?? 0;
    }
  const { poolId } = quoted;
  return { poolId, lotCards: now.lotCards, fromHour, freeCards, openCards, asks: prices, prices };
}

const holds = (lot: PricedLot, sheet: PoolSheet | undefined): boolean => {
  if (!sheet || lot.cards % sheet.lotCards !== 0) return false;
  for (let h = lot.hour; h < lot.hour + lot.hours; h++)
    if ((sheet.freeCards[h - sheet.fromHour] ?? 0) < lot.cards) return false;
  return true;
};

/** The cheapest equal place on the quote's own prices, by the quoted end; null where no cards are left (M-6). */
function equalPlace(quote: QuoteTerms, sheets: ReadonlyMap<string, PoolSheet>): readonly PricedLot[] | null {
  const sources: SpreadSource[] = [];
  for (const option of quote.facts.option) {
    const sheet = sheets.get(option.poolId);
    if (!sheet) return null;
    if (isBlockOption(option)) {
      const places = placeBlock(option, sheet, sheet.fromHour, quote.endHour);
      if (!places) return null;
      const first = places.cheapest.hour - sheet.fromHour;
      const pricesMicros = Array.from(sheet.prices.subarray(first, first + option.hours), String);
      const { poolId, cards, hours } = option;
      return [{ poolId, hour: places.cheapest.hour, hours, cards, pricesMicros }];
    }
    sources.push({ option, sheet, readyHour: sheet.fromHour });
  }
  const place = placeSpread(sources, quote.endHour);
  return place && pricedLots(place.cells);
}

function refusalOf(
  quote: QuoteTerms,
  pools: ReadonlyMap<string, PoolNow>,
  buyer: Buyer,
  now: Date,
): Result<null, AcceptRefusal> {
  if (now.getTime() >= quote.expiresAt.getTime())
    return refuse('quote_expired', { expiredAt: quote.expiresAt.toISOString() });
  for (const { poolId } of quote.facts.pools) {
    const pool = pools.get(poolId);
    if (pool?.status !== 'active') return refuse('pool_not_active', { poolId, status: pool?.status ?? null });
    if (sameControl(pool, buyer)) return refuse('same_control', { poolId });
  }
  return ok(null);
}

/**
 * Accepts a live quote on the cards that may be taken now: its own lots, or an equal place in the same pools with the
 * same or an earlier finish whose cost on the quote's price sheet isn't above the quoted price; else capacity_gone, or
 * reserved_for_rounds where its own cards are free but kept for a round (M-6, M-6b).
 */
export function acceptQuote(
  quote: QuoteTerms,
  poolsNow: readonly PoolNow[],
  buyer: Buyer,
  leadMinutes: number,
  now: Date,
): Result<AcceptedQuote, AcceptRefusal> {
  const pools = new Map(poolsNow.map((pool) => [pool.poolId, pool]));
  const allowed = refusalOf(quote, pools, buyer, now);
  if (!allowed.ok) return allowed;
  const soonestHour = firstSellableHour(now, leadMinutes);
  const sheets = new Map<string, PoolSheet>();
  for (const quoted of quote.facts.pools) {
    const pool = pools.get(quoted.poolId);
    if (pool) sheets.set(quoted.poolId, sheetNow(quoted, pool, soonestHour, quote.endHour));
  }
  const same = quote.facts.lots.every((lot) => holds(lot, sheets.get(lot.poolId)));
  const lots = same ? quote.facts.lots : equalPlace(quote, sheets);
  const totalMicros = lots === null ? null : lotsCostMicros(lots);
  if (lots === null || totalMicros === null || totalMicros > quote.totalMicros) {
    const open = new Map([...sheets].map(([id, sheet]) => [id, openSheet(sheet)]));
    const isKept = quote.facts.lots.every((lot) => holds(lot, open.get(lot.poolId)));
    return refuse(isKept ? 'reserved_for_rounds' : 'capacity_gone', {
      quotedMicros: quote.totalMicros,
      foundMicros: totalMicros,
      pools: quote.facts.pools.map(({ code }) => code).join(', '),
    });
  }
  return ok({
    lots,
    taxMicros: taxIn(totalMicros, quote.taxBps),
    totalMicros,
    startHour: Math.min(...lots.map(({ hour }) => hour)),
    endHour: Math.max(...lots.map(({ hour, hours }) => hour + hours)),
    moved: !same,
  });
}
