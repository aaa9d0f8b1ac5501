import { asc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { publishedPools, publishedRoundPrices, publishedRounds, roundAttempts } from '@/db/schema';
import type { BookSummary } from '@/lib/clearing/book-summary';
import type { Hour } from '@/lib/core/hours';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { marketCurrency } from '../market/market-currency';
import { bookSummaryOf } from './book-summary';
import { PUBLIC_AFTER_DAYS, seesFullBooks } from './export-round';
import type { RoundRow } from './list-rounds';

const GetRoundInput = z.strictObject({ number: z.coerce.number().int().positive().max(2_000_000_000) });

/** How many of a round's raised prices are read; the count says how many there are. */
const RAISED_MAX = 500;

/** What a round traded in one pool and the prices it set there. */
export interface RoundPool {
  readonly poolId: string;
  readonly code: string;
  readonly name: string;
  readonly chip: string;
  readonly region: string;
  readonly cardHours: number;
  readonly valueMicros: bigint;
  readonly leastMicros: bigint;
  readonly mostMicros: bigint;
  readonly raisedHours: number;
}

/** A pool-hour priced above its ask (M-12b). */
export interface RaisedPrice {
  readonly poolId: string;
  readonly code: string;
  readonly name: string;
  readonly hour: Hour;
  readonly askMicros: bigint;
  readonly priceMicros: bigint;
  readonly tradedCards: number;
}

/** Quantiles over the raised pool-hours of (price − ask) ÷ ask. */
export interface RaisedShares {
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly most: number;
}

export interface RoundAttempt {
  readonly id: string;
  readonly cause: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly eventAt: Date;
}

/** A round's book in figures. What its orders want and would pay tells of a lone order all there is to it (M-20). */
export interface RoundBook extends Omit<BookSummary, 'cardHoursWanted' | 'limitsMicros'> {
  /** Null for those who don't see full books. */
  readonly cardHoursWanted: number | null;
  /** Null for those who don't see full books. */
  readonly limitsMicros: string | null;
}

export interface RoundDetail {
  readonly currency: string;
  readonly round: RoundRow;
  readonly pools: readonly RoundPool[];
  readonly raised: readonly RaisedPrice[];
  readonly raisedCount: number;
  /** How far raised prices stand above their asks, as shares of the ask; null where none is raised. */
  readonly raisedBy: RaisedShares | null;
  /** What the round read, in figures; null once its book isn't kept any more. */
  readonly book: RoundBook | null;
  readonly previousNumber: number | null;
  readonly nextNumber: number | null;
  /** Null for those who may not see them: discarded outcomes name orders. */
  readonly attempts: readonly RoundAttempt[] | null;
  /** How the actor may have book and outcome: in full at once, or under codes from an instant on (M-20). */
  readonly files: { readonly full: boolean; readonly opensAt: Date };
}

async function poolsOf(tx: Tx, roundId: string): Promise<RoundPool[]> {
  const { tradedCards, priceMicros, askMicros } = publishedRoundPrices;
  const rows = await tx
    .select({
      poolId: publishedPools.id,
      code: publishedPools.code,
      name: publishedPools.name,
      chip: publishedPools.chip,
      region: publishedPools.region,
      cardHours: sql<number>`sum(${tradedCards})::integer`,
      value: sql<string>`sum(${tradedCards} * ${priceMicros})`,
      least: sql<string>`min(${priceMicros})`,
      most: sql<string>`max(${priceMicros})`,
      raisedHours: sql<number>`(count(*) filter (where ${priceMicros} > ${askMicros}))::integer`,
    })
    .from(publishedRoundPrices)
    .innerJoin(publishedPools, eq(publishedPools.id, publishedRoundPrices.poolId))
    .where(eq(publishedRoundPrices.roundId, roundId))
    .groupBy(
      publishedPools.id,
      publishedPools.code,
      publishedPools.name,
      publishedPools.chip,
      publishedPools.region,
    )
    .orderBy(sql`sum(${tradedCards}) desc`, asc(publishedPools.code));
  return rows.map(({ value, least, most, ...row }) => ({
    ...row,
    valueMicros: BigInt(value),
    leastMicros: BigInt(least),
    mostMicros: BigInt(most),
  }));
}

async function raisedOf(tx: Tx, roundId: string): Promise<RaisedPrice[]> {
  return tx
    .select({
      poolId: publishedRoundPrices.poolId,
      code: publishedPools.code,
      name: publishedPools.name,
      hour: publishedRoundPrices.hour,
      askMicros: publishedRoundPrices.askMicros,
      priceMicros: publishedRoundPrices.priceMicros,
      tradedCards: publishedRoundPrices.tradedCards,
    })
    .from(publishedRoundPrices)
    .innerJoin(publishedPools, eq(publishedPools.id, publishedRoundPrices.poolId))
    .where(
      sql`${publishedRoundPrices.roundId} = ${roundId} and ${publishedRoundPrices.priceMicros} > ${publishedRoundPrices.askMicros}`,
    )
    .orderBy(asc(publishedRoundPrices.hour), asc(publishedPools.code))
    .limit(RAISED_MAX);
}

async function raisedSharesOf(tx: Tx, roundId: string): Promise<RaisedShares | null> {
  const [row] = await tx.execute<{ shares: number[] | null }>(sql`
    select percentile_disc(array[0.25, 0.5, 0.75, 1]) within group (order by price_micros::float8 / ask_micros - 1) as shares
    from ${publishedRoundPrices} where round_id = ${roundId} and price_micros > ask_micros`);
  const [lowerQuartile, median, upperQuartile, most] = row?.shares ?? [];
  if (lowerQuartile === undefined || median === undefined || upperQuartile === undefined) return null;
  return { lowerQuartile, median, upperQuartile, most: most ?? upperQuartile };
}

async function neighbours(tx: Tx, number: number) {
  const rows = await tx
    .select({ number: publishedRounds.number })
    .from(publishedRounds)
    .where(inArray(publishedRounds.number, [number - 1, number + 1]));
  const found = (wanted: number) => (rows.some((row) => row.number === wanted) ? wanted : null);
  return { previousNumber: found(number - 1), nextNumber: found(number + 1) };
}

async function bookShownTo(ctx: Ctx, round: RoundRow): Promise<RoundBook | null> {
  const book = await bookSummaryOf(ctx, round);
  return book && !seesFullBooks(ctx) ? { ...book, cardHoursWanted: null, limitsMicros: null } : book;
}

/** Whether the actor sees discarded attempts: the operator, and a regulator of the whole market. */
export const seesAttempts = ({ actor }: Ctx): boolean =>
  actor.permissions.has('oversee.view') &&
  (actor.regulatorScope === null || actor.regulatorScope.kind === 'all');

/** One committed round with its prices and what it traded by pool; public, discarded attempts aside (M-14, M-20). */
export async function getRound(ctx: Ctx, raw: unknown): Promise<RoundDetail> {
  const { number } = parseInput(GetRoundInput, raw);
  const seen = await ctx.db.asPublic(async (tx) => {
    const [round] = await tx.select().from(publishedRounds).where(eq(publishedRounds.number, number));
    if (!round) throw notFound();
    const pools = await poolsOf(tx, round.id);
    return {
      currency: await marketCurrency(tx),
      round,
      pools,
      raised: await raisedOf(tx, round.id),
      raisedCount: pools.reduce((sum, pool) => sum + pool.raisedHours, 0),
      raisedBy: await raisedSharesOf(tx, round.id),
      ...(await neighbours(tx, number)),
      files: {
        full: seesFullBooks(ctx),
        opensAt: new Date(round.eventAt.getTime() + PUBLIC_AFTER_DAYS * 86_400_000),
      },
    };
  });
  const book = await bookShownTo(ctx, seen.round);
  if (!seesAttempts(ctx)) return { ...seen, book, attempts: null };
  const attempts = await ctx.db.asEngine((tx) =>
    tx
      .select({
        id: roundAttempts.id,
        cause: roundAttempts.cause,
        facts: roundAttempts.facts,
        eventAt: roundAttempts.eventAt,
      })
      .from(roundAttempts)
      .where(eq(roundAttempts.roundId, seen.round.id))
      .orderBy(asc(roundAttempts.eventAt), asc(roundAttempts.id)),
  );
  return { ...seen, book, attempts };
}
