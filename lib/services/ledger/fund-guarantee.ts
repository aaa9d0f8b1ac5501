import { and, asc, desc, eq, gt, gte, isNull, lt, sql, sum } from 'drizzle-orm';
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

const DAY_MS = 86_400_000;
/** A day is funded an hour after it ended, when what was posted at its end has long committed. */
const AFTER_MS = 3_600_000;

const dayStart = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const isFeeEarned = (currency: string) =>
  and(
    eq(entries.accountId, `platform/fees/${currency}`),
    isNull(entries.organizationId),
    gt(entries.amountMicros, 0n),
  );

/** The first UTC day with fees at or after `from`, if it ended before `until`. */
async function nextFeeDay(tx: Tx, currency: string, from: Date, until: Date): Promise<Date | null> {
  const [first] = await tx
    .select({ eventAt: entries.eventAt })
    .from(entries)
    .where(and(isFeeEarned(currency), gte(entries.eventAt, from), lt(entries.eventAt, until)))
    .orderBy(asc(entries.eventAt))
    .limit(1);
  return first ? dayStart(first.eventAt) : null;
}

/** The start of the first day that may still have to be funded. */
async function unfundedFrom(tx: Tx): Promise<Date> {
  const [last] = await tx
    .select({ day: postings.subjectId })
    .from(postings)
    .where(eq(postings.recipe, 'fund_guarantee'))
    .orderBy(desc(postings.subjectId))
    .limit(1);
  return last ? new Date(Date.parse(`${last.day}T00:00:00Z`) + DAY_MS) : new Date(0);
}

async function fundDay(tx: Tx, ctx: Ctx, day: Date, currency: string): Promise<bigint> {
  const end = new Date(day.getTime() + DAY_MS);
  const { guaranteeBps } = await currentTerms(tx, new Date(end.getTime() - 1));
  const [earned] = await tx
    .select({ micros: sql<string>`coalesce(${sum(entries.amountMicros)}, 0)` })
    .from(entries)
    .where(and(isFeeEarned(currency), gte(entries.eventAt, day), lt(entries.eventAt, end)));
  const amountMicros = guaranteeShare(BigInt(earned?.micros ?? 0), guaranteeBps);
  if (amountMicros === 0n) return 0n;
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency };
  await post(tx, [fundGuarantee(stamp, dayOf(day), amountMicros)]);
  await audit(tx, ctx, {
    verb: 'ledger.fund-guarantee',
    subjectType: 'day',
    subjectId: dayOf(day),
    facts: { fees: amountText(BigInt(earned?.micros ?? 0)), funded: amountText(amountMicros), currency },
  });
  return amountMicros;
}

/**
 * Sets the guarantee's part of each past day's fees aside, by the terms of that day (L-6): once a day, an hour after it
 * ended, however often it is called. Promises how many days were funded.
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
        const day = await nextFeeDay(tx, currency, since ?? (await unfundedFrom(tx)), until);
        return day && { day, amountMicros: await fundDay(tx, ctx, day, currency) };
      },
    );
    if (!next) return funded;
    if (next.amountMicros > 0n) funded += 1;
    from = new Date(next.day.getTime() + DAY_MS);
  }
}
