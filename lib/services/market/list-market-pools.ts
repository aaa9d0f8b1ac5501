import { and, asc, count, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { publishedPoolHours, publishedPools, publishedRounds } from '@/db/schema';
import { parseAmount } from '@/lib/core/amount';
import { firstSellableHour, type Hour } from '@/lib/core/hours';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from './market-currency';
import { PoolFilter, poolsMatching } from './pool-filter';
import { publishedTerms } from './published-terms';

export const MARKET_POOL_SORTS = [
  'code',
  'provider',
  'chip',
  'cards',
  'free',
  'ask',
  'price',
  'region',
  'pue',
  'green',
] as const;

const ListMarketPoolsInput = z.strictObject({
  ...PoolFilter,
  sort: z.enum(MARKET_POOL_SORTS).default('code'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(10_000).default(50),
});

/** A pool as anybody sees it, with its first sellable hour and the day from there. */
export interface MarketPool {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly providerName: string;
  readonly chip: string;
  readonly cards: number;
  readonly lotCards: number;
  readonly region: string;
  readonly site: string;
  readonly status: 'issued' | 'registered' | 'active' | 'suspended' | 'revoked';
  readonly serverInterconnectGbs: number | null;
  readonly networkGbits: number | null;
  readonly pue: number | null;
  readonly greenShare: number | null;
  /** Free card-hours in the 24 hours from the first sellable one; nothing is free in a pool that doesn't sell. */
  readonly freeCardHours: number;
  readonly offeredCardHours: number;
  readonly askMicros: bigint | null;
  /** What the latest round that priced the first sellable hour published. */
  readonly priceMicros: bigint | null;
  readonly priceRoundNumber: number | null;
}

export interface MarketPoolList {
  readonly currency: string;
  readonly rows: readonly MarketPool[];
  readonly total: number;
  /** Over all that match. */
  readonly cards: number;
  readonly freeCardHours: number;
  /** What the market has pools of, for the filters. */
  readonly chips: readonly string[];
  readonly regions: readonly string[];
}

const big = (value: bigint | string | null): bigint | null => (value === null ? null : BigInt(value));

/** Each pool's first sellable hour and the sums of the 24 hours from there. */
const dayAhead = (tx: Tx, firstHour: Hour) => {
  const { poolId, hour, offeredCards, reservedCards, askMicros, priceMicros, priceRoundId } =
    publishedPoolHours;
  return tx
    .select({
      poolId,
      ask: sql<string | null>`max(${askMicros}) filter (where ${hour} = ${firstHour})`.as('ask_first'),
      price: sql<string | null>`max(${priceMicros}) filter (where ${hour} = ${firstHour})`.as('price_first'),
      roundId: sql<string | null>`max(${priceRoundId}) filter (where ${hour} = ${firstHour})`.as(
        'round_first',
      ),
      offered: sql<string>`sum(${offeredCards})`.as('offered_day'),
      free: sql<string>`sum(${offeredCards} - ${reservedCards})`.as('free_day'),
    })
    .from(publishedPoolHours)
    .where(and(gte(hour, firstHour), lt(hour, firstHour + 24)))
    .groupBy(poolId)
    .as('day_ahead');
};

async function facets(tx: Tx) {
  const rows = await tx
    .selectDistinct({ chip: publishedPools.chip, region: publishedPools.region })
    .from(publishedPools);
  return {
    chips: [...new Set(rows.map((row) => row.chip))].sort(),
    regions: [...new Set(rows.map((row) => row.region))].sort(),
  };
}

/** A page of the market's pools by filter and order; public. */
export async function listMarketPools(ctx: Ctx, raw: unknown = {}): Promise<MarketPoolList> {
  const { sort, direction, page, pageSize, maxAsk, ...filter } = parseInput(ListMarketPoolsInput, raw);
  const most = maxAsk === undefined ? null : parseAmount(maxAsk);
  return ctx.db.asPublic(async (tx) => {
    const terms = await publishedTerms(tx, ctx.now);
    const ahead = dayAhead(tx, firstSellableHour(ctx.now, terms.leadMinutes));
    const free = sql<string>`case when ${publishedPools.status} = 'active' then coalesce(${ahead.free}, 0) else 0 end`;
    const columns: Readonly<Record<(typeof MARKET_POOL_SORTS)[number], SQL>> = {
      code: sql`${publishedPools.code}`,
      provider: sql`lower(${publishedPools.providerName})`,
      chip: sql`${publishedPools.chip}`,
      cards: sql`${publishedPools.cards}`,
      free,
      ask: sql`${ahead.ask}`,
      price: sql`${ahead.price}`,
      region: sql`${publishedPools.region}`,
      pue: sql`${publishedPools.pue}`,
      green: sql`${publishedPools.greenShare}`,
    };
    const by = columns[sort];
    const where = and(
      poolsMatching(filter),
      most?.ok ? sql`${ahead.ask} <= ${most.value.toString()}::bigint` : undefined,
    );
    const rows = await tx
      .select({
        id: publishedPools.id,
        code: publishedPools.code,
        name: publishedPools.name,
        providerName: publishedPools.providerName,
        chip: publishedPools.chip,
        cards: publishedPools.cards,
        lotCards: publishedPools.lotCards,
        region: publishedPools.region,
        site: publishedPools.site,
        status: publishedPools.status,
        serverInterconnectGbs: publishedPools.serverInterconnectGbs,
        networkGbits: publishedPools.networkGbits,
        pue: publishedPools.pue,
        greenShare: publishedPools.greenShare,
        free,
        offered: ahead.offered,
        ask: ahead.ask,
        price: ahead.price,
        priceRoundNumber: publishedRounds.number,
      })
      .from(publishedPools)
      .leftJoin(ahead, eq(ahead.poolId, publishedPools.id))
      .leftJoin(publishedRounds, eq(publishedRounds.id, ahead.roundId))
      .where(where)
      .orderBy(
        direction === 'desc' ? sql`${by} desc nulls last` : sql`${by} asc nulls last`,
        asc(publishedPools.id),
      )
      .limit(pageSize)
      .offset((page - 1) * pageSize);
    const [all] = await tx
      .select({
        total: count(),
        cards: sql<number>`coalesce(sum(${publishedPools.cards}), 0)::integer`,
        free: sql<string>`coalesce(sum(${free}), 0)`,
      })
      .from(publishedPools)
      .leftJoin(ahead, eq(ahead.poolId, publishedPools.id))
      .where(where);
    return {
      currency: await marketCurrency(tx),
      rows: rows.map(({ free: freeText, offered, ask, price, ...row }) => ({
        ...row,
        freeCardHours: Number(freeText),
        offeredCardHours: Number(offered ?? 0),
        askMicros: big(ask),
        priceMicros: big(price),
      })),
      total: all?.total ?? 0,
      cards: all?.cards ?? 0,
      freeCardHours: Number(all?.free ?? 0),
      ...(await facets(tx)),
    };
  });
}
