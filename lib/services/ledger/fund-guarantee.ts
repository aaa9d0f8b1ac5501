import { and, asc, desc, eq, gt, gte, isNull, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { entries, postings } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { fundGuarantee, guaranteeShare } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';
import { marketCurrency } from '../market/market-currency';
import { lockBalances } from './lock-balances';

const DAY_MS = 86_400_000;
/** A day is funded an hour after it ended, when what was posted at its end has long committed. */
const AFTER_MS = 3_600_000;

const dayStart = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const feesOf = (currency: string): string => `platform/fees/${currency}`;

const isFeeEarned = (currency: string) =>
  and(eq(entries.accountId, feesOf(currency)), isNull(entries.organizationId), gt(entries.amountMicros, 0n));

/** The day funded last, and where the account of fees stood then; a market that never funded one starts from nothing. */
async function lastFunded(
  tx: Tx,
  currency: string,
): Promise<{ readonly end: Date; readonly version: bigint }> {
  const [last] = await tx
    .select({ day: postings.subjectId, version: entries.version })
    .from(postings)
    .innerJoin(entries, eq(entries.postingId, postings.id))
    .where(and(eq(postings.recipe, 'fund_guarantee'), eq(entries.accountId, feesOf(currency))))
    .orderBy(desc(entries.version))
    .limit(1);
  if (!last) return { end: new Date(0), version: 0n };
  return { end: new Date(Date.parse(`${last.day}T00:00:00Z`) + DAY_MS), version: last.version };
}

/** Fees no day's funding has seen: those of later days, and those posted after it into a day before (L-6). */
async function isUnfunded(tx: Tx, currency: string) {
  const { end, version } = await lastFunded(tx, currency);
  const since = or(gte(entries.eventAt, end), gt(entries.version, version));
  return { end, fees: and(isFeeEarned(currency), since) };
}

/** The first UTC day at or after `from` under which fees have to be funded, if it ended before `until`. */
async function nextFeeDay(tx: Tx, currency: string, from: Date, until: Date): Promise<Date | null> {
  const { end, fees } = await isUnfunded(tx, currency);
  const [first] = await tx
    .select({ eventAt: entries.eventAt })
    .from(entries)
    .where(and(fees, lt(entries.eventAt, until)))
    .orderBy(asc(entries.eventAt))
    .limit(1);
  if (!first) return null;
  const latest = Math.max(dayStart(first.eventAt).getTime(), end.getTime(), from.getTime());
  return latest < until.getTime() ? new Date(latest) : null;
}

/** The fees unfunded until the end of a day and the guarantee's part of them, each by the terms of its own day. */
async function shareUntil(tx: Tx, end: Date, currency: string) {
  const { fees } = await isUnfunded(tx, currency);
  const day = sql<string>`to_char(${entries.eventAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  const days = await tx
    .select({ day: day.as('day'), micros: sql<string>`sum(${entries.amountMicros})` })
    .from(entries)
    .where(and(fees, lt(entries.eventAt, end)))
    .groupBy(sql`day`);
  let [feesMicros, fundedMicros] = [0n, 0n];
  for (const of of days) {
    const { guaranteeBps } = await currentTerms(tx, new Date(Date.parse(`${of.day}T00:00:00Z`) + DAY_MS - 1));
    feesMicros += BigInt(of.micros);
    fundedMicros += guaranteeShare(BigInt(of.micros), guaranteeBps);
  }
  return { feesMicros, fundedMicros };
}

async function fundDay(tx: Tx, ctx: Ctx, day: Date, currency: string): Promise<bigint> {
  // Under lock, so that a fee is either seen here or comes after.
  await lockBalances(
    tx,
    [
      { organizationId: null, kind: 'fees' },
      { organizationId: null, kind: 'guarantee' },
    ],
    currency,
  );
  const { feesMicros, fundedMicros: amountMicros } = await shareUntil(
    tx,
    new Date(day.getTime() + DAY_MS),
    currency,
  );
  if (amountMicros === 0n) return 0n;
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency };
  await post(tx, [fundGuarantee(stamp, dayOf(day), amountMicros)]);
  await audit(tx, ctx, {
    verb: 'ledger.fund-guarantee',
    subjectType: 'day',
    subjectId: dayOf(day),
    facts: { fees: amountText(feesMicros), funded: amountText(amountMicros), currency },
  });
  return amountMicros;
}

/**
 * Sets the guarantee's part of each past day's fees aside, by the terms of that day (L-6): once a day, an hour after it
 * ended, however often it is called. Fees posted into a day funded already go with the next. Promises how many days were funded.
 */
export async function fundGuaranteeDue(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const until = dayStart(new Date(ctx.now.getTime() - AFTER_MS));
  let funded = 0;
  let from: Date | null = null;
  for (;;) {
    const since: Date | null = from;
    const next: { readonly day: Date; readonly amountMicros: bigint } | null = await ctx.db.asEngine(
      async (tx) => {
        const currency = await marketCurrency(tx);
        const day = await nextFeeDay(tx, currency, since ?? new Date(0), until);
        return day && { day, amountMicros: await fundDay(tx, ctx, day, currency) };
      },
    );
    if (!next) return funded;
    if (next.amountMicros > 0n) funded += 1;
    from = new Date(next.day.getTime() + DAY_MS);
  }
}
