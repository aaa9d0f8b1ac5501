import { assert } from '@/lib/core/assert';
import type { Hour } from '@/lib/core/hours';
import { instantCards, type ProtectedFrom } from './instant-cards';

/** A pool-hour row as the sheet reads it. */
export interface PoolHourRow {
  readonly poolId: string;
  readonly hour: Hour;
  readonly offeredCards: number;
  readonly reservedCards: number;
  /** Free cards that have yet to pass a main round; none where absent. */
  readonly heldBackCards?: number;
  readonly askMicros: bigint;
  /** What the latest committed round published; null before the first. */
  readonly priceMicros: bigint | null;
  /** What the latest indicative round published; null or absent where there is none. */
  readonly indicativeMicros?: bigint | null;
  /** The most it may be sold for again (S-5); null or absent where there is none. */
  readonly askCapMicros?: bigint | null;
}

/** One pool's hours [fromHour, fromHour + freeCards.length): cards and prices in micros per card-hour. */
export interface PoolSheet {
  readonly poolId: string;
  readonly lotCards: number;
  readonly fromHour: Hour;
  /** What an instant order may take (M-6b). */
  readonly freeCards: Int32Array;
  /** All free cards: what a round may fill. */
  readonly openCards: Int32Array;
  /** Whole micros below 2^53, exact. */
  readonly asks: Float64Array;
  readonly prices: Float64Array;
}

/** What instant orders pay at one moment (M-6). */
export interface PriceSheet {
  /** The latest committed round's number; null before the first. */
  readonly roundNumber: number | null;
  /** When the latest indicative round whose prices it holds ran; null where none did since the committed one. */
  readonly indicativeAt?: string | null;
  readonly pools: ReadonlyMap<string, PoolSheet>;
}

/** Sums over a year of hours stay exact below this price. */
const PRICE_MAX = 1_000_000_000_000n;

/**
 * The price an instant order pays in a pool-hour: the greatest of ask, last round's and last indicative price (M-6), at most
 * what its provider had sold it for before it failed (S-5).
 */
export function instantPriceMicros(
  row: Pick<PoolHourRow, 'askMicros' | 'priceMicros' | 'indicativeMicros' | 'askCapMicros'>,
): bigint {
  let price = row.askMicros;
  for (const published of [row.priceMicros, row.indicativeMicros ?? null])
    if (published !== null && published > price) price = published;
  const cap = row.askCapMicros ?? null;
  return cap !== null && cap < price ? cap : price;
}

/** What a price sheet covers, at which rounds, and what it keeps for rounds. */
export interface SheetRange {
  readonly fromHour: Hour;
  readonly toHour: Hour;
  readonly roundNumber: number | null;
  readonly indicativeAt?: string | null;
  /** Absent: instant orders may take every free card. */
  readonly protectedFrom?: ProtectedFrom;
}

/**
 * Lays pool-hour rows out as a price sheet over [fromHour, toHour), free of what is kept for rounds; hours without a row
 * have no cards (M-1, M-6, M-6b).
 */
export function priceSheet(
  rows: Iterable<PoolHourRow>,
  lotCardsOf: ReadonlyMap<string, number>,
  range: SheetRange,
): PriceSheet {
  const hours = Math.max(0, range.toHour - range.fromHour);
  const pools = new Map<string, PoolSheet>();
  for (const [poolId, lotCards] of lotCardsOf)
    pools.set(poolId, {
      poolId,
      lotCards,
      fromHour: range.fromHour,
      freeCards: new Int32Array(hours),
      openCards: new Int32Array(hours),
      asks: new Float64Array(hours),
      prices: new Float64Array(hours),
    });
  for (const row of rows) {
    const sheet = pools.get(row.poolId);
    const at = row.hour - range.fromHour;
    if (!sheet || at < 0 || at >= hours) continue;
    assert(row.reservedCards >= 0 && row.reservedCards <= row.offeredCards, 'M-1', { ...row });
    const price = instantPriceMicros(row);
    assert(row.askMicros > 0n && price <= PRICE_MAX, 'M-10', { poolId: row.poolId, hour: row.hour, price });
    const open = row.offeredCards - row.reservedCards;
    sheet.openCards[at] = open;
    sheet.freeCards[at] = range.protectedFrom
      ? instantCards({ ...row, heldBackCards: row.heldBackCards ?? 0 }, sheet.lotCards, range.protectedFrom)
      : open;
    sheet.asks[at] = Number(row.askMicros);
    sheet.prices[at] = Number(price);
  }
  return { roundNumber: range.roundNumber, indicativeAt: range.indicativeAt ?? null, pools };
}

/** The same pool with every free card, as a round sees it (M-6b). */
export const openSheet = (pool: PoolSheet): PoolSheet => ({ ...pool, freeCards: pool.openCards });

/** The same sheet as a round sees it, at the asks alone: what is the least anybody could pay (M-15's below_ask). */
export const sheetAtAsks = (sheet: PriceSheet): PriceSheet => ({
  ...sheet,
  pools: new Map([...sheet.pools].map(([id, pool]) => [id, { ...openSheet(pool), prices: pool.asks }])),
});
