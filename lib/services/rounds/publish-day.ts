import { and, count, desc, gte, lt, min, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { dayBooks, orders, rounds } from '@/db/schema';
import { atHour } from '@/lib/clearing/book';
import { sumMicros } from '@/lib/core/amount';
import { groupBy } from '@/lib/core/group';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { type DayBook, type DaySpan, loadDayBook } from './load-day-book';
import type { Student } from './study';

const DAY_MS = 86_400_000;
/** What happened at a day's end may be committed a little later; its book is read after that. */
const SETTLED_MS = 10 * 60_000;
const LARGEST = 10;

/** A UTC day as `2026-11-21`. */
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const nextDay = (day: string): string => dayOf(new Date(Date.parse(day) + DAY_MS));
/** The first day that isn't due yet: every day before it ended at least ten minutes ago. */
const firstUndue = (now: Date): string => dayOf(new Date(now.getTime() - SETTLED_MS));

const spanOf = (day: string): DaySpan => ({ from: new Date(day), to: new Date(Date.parse(day) + DAY_MS) });

/** The first day that isn't published yet: the one after the latest, else that of the first order; null before any order. */
async function firstUnpublished(tx: Tx): Promise<string | null> {
  const [latest] = await tx.select({ day: dayBooks.day }).from(dayBooks).orderBy(desc(dayBooks.day)).limit(1);
  if (latest) return nextDay(latest.day);
  const [first] = await tx.select({ at: min(orders.eventAt) }).from(orders);
  return first?.at ? dayOf(first.at) : null;
}

/** Whether a day of the market ended ten minutes ago or earlier that isn't published yet. */
export async function dayIsDue(tx: Tx, now: Date): Promise<boolean> {
  const day = await firstUnpublished(tx);
  return day !== null && day < firstUndue(now);
}

interface TradedLot {
  readonly tradeId: string;
  readonly limit: string;
  readonly poolId: string;
  readonly hour: number;
  readonly cards: number;
}

/** Every pool-hour of the day's trades, with the order's limit, or what it paid if it was instant. */
const tradedLots = async (tx: Tx, { from, to }: DaySpan): Promise<TradedLot[]> => [
  ...(await tx.execute<{ [Key in keyof TradedLot]: TradedLot[Key] }>(sql`
    select t.id as "tradeId", (case o.kind when 'instant' then t.pay_micros else o.limit_micros end)::text as limit,
      h.pool_id as "poolId", h.hour, h.cards
    from trades t join orders o on o.id = t.order_id join leases l on l.trade_id = t.id
      join lease_hours h on h.lease_id = l.id
    where t.event_at >= ${from.toISOString()}::timestamptz and t.event_at < ${to.toISOString()}::timestamptz`)),
];

/** What the day's trades made of its book: each one's limit less its cards at the book's asks. */
async function realized(tx: Tx, span: DaySpan, { book, grid }: DayBook) {
  const asks = new Map(book.pools.map(({ id, ask }) => [id, ask]));
  const lots = await tradedLots(tx, span);
  const surpluses = [...groupBy(lots, ({ tradeId }) => tradeId).values()].map((ofTrade) =>
    ofTrade.reduce(
      (left, { poolId, hour, cards }) =>
        left - BigInt(cards) * BigInt(atHour(asks.get(poolId) ?? 0, hour - grid.startHour)),
      BigInt(ofTrade[0]?.limit ?? 0),
    ),
  );
  surpluses.sort((a, b) => (a > b ? -1 : a < b ? 1 : 0));
  return {
    filled: surpluses.length,
    cardHours: lots.reduce((sum, { cards }) => sum + cards, 0),
    welfareMicros: sumMicros(surpluses).toString(),
    largestTenMicros: sumMicros(surpluses.slice(0, LARGEST)).toString(),
  };
}

async function roundsOf(tx: Tx, { from, to }: DaySpan): Promise<number> {
  const [row] = await tx
    .select({ rounds: count() })
    .from(rounds)
    .where(and(gte(rounds.eventAt, from), lt(rounds.eventAt, to)));
  return row?.rounds ?? 0;
}

/** Publishes one day that has ended: its whole book's bound, what the market made of it, and first come (M-14). */
async function publishDay(ctx: Ctx, day: string, student: Student): Promise<void> {
  const span = spanOf(day);
  const read = await ctx.db.asEngine(async (tx) => {
    const loaded = await loadDayBook(tx, span);
    return { ...loaded, made: await realized(tx, span, loaded), rounds: await roundsOf(tx, span) };
  });
  const { boundMicros, firstCome } = await student('day', { book: read.book }, () => undefined);
  await ctx.db.asEngine(async (tx) => {
    const [saved] = await tx
      .insert(dayBooks)
      .values({
        day,
        orders: read.book.orders.length,
        instantOrders: read.instantOrders,
        ...read.made,
        boundMicros: boundMicros.toString(),
        firstComeMicros: firstCome.welfareMicros.toString(),
        firstComeCardHours: firstCome.cardHours,
        rounds: read.rounds,
        eventAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ day: dayBooks.day });
    if (saved)
      await audit(tx, ctx, {
        verb: 'rounds.publish-day',
        subjectType: 'day',
        subjectId: day,
        facts: { welfare: read.made.welfareMicros, bound: boundMicros.toString() },
      });
  });
}

/**
 * Publishes every day of the market that ended ten minutes ago or earlier and isn't published, in order and without a gap
 * (M-14); returns how many. Safe to run any number of times.
 */
export async function publishDueDays(ctx: Ctx, student: Student): Promise<number> {
  authorizeEngine(ctx);
  const undue = firstUndue(ctx.now);
  let published = 0;
  let day = await ctx.db.asEngine(firstUnpublished);
  for (; day !== null && day < undue; day = nextDay(day), published++) await publishDay(ctx, day, student);
  return published;
}
