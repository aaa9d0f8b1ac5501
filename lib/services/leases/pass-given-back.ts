import { and, asc, between, eq, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { holds, leaseHours, leases, poolHours, publishedPools } from '@/db/schema';
import { amountText, type Micros } from '@/lib/core/amount';
import { groupBy } from '@/lib/core/group';
import { type Hour, hourOf } from '@/lib/core/hours';
import { postingsOf } from '@/lib/ledger/posting';
import { passHoursPosting } from '@/lib/ledger/recipes';
import { passHours } from '@/lib/settlement/cancellation';
import { takenMicros } from '@/lib/settlement/given-back';
import { movesNothing } from '@/lib/settlement/lease-money';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { deliveryStandings, type LeaseRow, lockLease } from './move-lease';

/** Leases that were left with money on hold for an hour that has begun: nobody can take it any more (M-16). */
export const givenBackIsDue = (now: Date): SQL | undefined =>
  and(isNotNull(leases.resaleHour), lte(leases.resaleHour, hourOf(now)));

/** What was given back and sold in some hours of a pool, by hour: leases as they were made and left. */
async function readTurnover(tx: Tx, poolId: string, from: Hour, to: Hour) {
  const rows = await tx
    .select({
      hour: leaseHours.hour,
      leaseId: leases.id,
      cards: leaseHours.cards,
      priceMicros: leaseHours.priceMicros,
      withheld: leaseHours.withheld,
      soldAt: leases.eventAt,
      leftAt:
        sql<Date | null>`case when ${leaseHours.released} and ${leases.endReason} = 'buyer_cancelled' then ${leases.endedAt} end`.mapWith(
          leases.endedAt,
        ),
    })
    .from(leaseHours)
    .innerJoin(leases, eq(leases.id, leaseHours.leaseId))
    .where(and(eq(leaseHours.poolId, poolId), between(leaseHours.hour, from, to)))
    .orderBy(asc(leases.id));
  return groupBy(rows, ({ hour }) => hour);
}

/** Cards of a pool on offer that nobody has, by hour; none while it doesn't sell. */
async function readFreeCards(tx: Tx, poolId: string, from: Hour, to: Hour): Promise<Map<Hour, number>> {
  const rows = await tx
    .select({
      hour: poolHours.hour,
      free: sql<number>`${poolHours.offeredCards} - ${poolHours.reservedCards}`,
    })
    .from(poolHours)
    .innerJoin(publishedPools, eq(publishedPools.id, poolHours.poolId))
    .where(
      and(
        eq(poolHours.poolId, poolId),
        between(poolHours.hour, from, to),
        inArray(publishedPools.status, ['active']),
      ),
    );
  return new Map(rows.map(({ hour, free }) => [hour, free]));
}

/** Of what a lease's hours that have begun cost, what returns as they were taken or withheld, in micros, by hour (S-8). */
async function takenOf(tx: Tx, row: LeaseRow, from: Hour, to: Hour): Promise<Map<Hour, Micros>> {
  const turnover = await readTurnover(tx, row.poolId, from, to);
  const free = await readFreeCards(tx, row.poolId, from, to);
  const taken = new Map<Hour, Micros>();
  for (const [hour, sold] of turnover) {
    const back = sold.flatMap((one) => (one.leftAt ? [{ ...one, leftAt: one.leftAt }] : []));
    taken.set(hour, takenMicros({ back, sold, freeCards: free.get(hour) ?? 0 }).get(row.id) ?? 0n);
  }
  return taken;
}

/** Passes one left lease's hours up to the one that runs. */
function passOne(ctx: Ctx, leaseId: string): Promise<boolean> {
  const hour = hourOf(ctx.now);
  return ctx.db.asEngine(async (tx) => {
    const { row, settling, currency } = await lockLease(tx, leaseId);
    const { resaleHour } = row;
    if (resaleHour === null || resaleHour > hour) return false;
    const hours = await tx
      .select({ hour: leaseHours.hour, cards: leaseHours.cards, priceMicros: leaseHours.priceMicros })
      .from(leaseHours)
      .where(and(eq(leaseHours.leaseId, leaseId), eq(leaseHours.released, true)));
    const passed = passHours(
      { settling, hours, resaleHour, takenMicros: row.takenMicros },
      await deliveryStandings(tx, leaseId),
      await takenOf(tx, row, resaleHour, hour),
      hour,
    );
    const { money, move } = passed;
    await tx
      .update(leases)
      .set({
        earnedMicros: money.earnedMicros,
        feeMicros: money.feeMicros,
        refundedMicros: money.refundedMicros,
        takenMicros: passed.takenMicros,
        resaleHour: passed.resaleHour,
        version: sql`${leases.version} + 1`,
      })
      .where(eq(leases.id, leaseId));
    if (movesNothing(move)) return false;
    await tx
      .update(holds)
      .set({ heldMicros: money.heldMicros, closedAt: passed.resaleHour === null ? ctx.now : null })
      .where(eq(holds.leaseId, leaseId));
    const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency };
    await post(tx, postingsOf(passHoursPosting(stamp, { leaseId, ...row }, hour, move)));
    const note = {
      verb: 'leases.pass-given-back',
      subjectType: 'lease',
      subjectId: leaseId,
      facts: { hour, earned: amountText(move.earnedMicros), returned: amountText(move.refundedMicros) },
    };
    await audit(
      tx,
      ctx,
      { ...note, organizationId: row.buyerOrganizationId },
      { ...note, organizationId: row.providerOrganizationId },
    );
    return true;
  });
}

/**
 * As the hours begin that buyers gave back when they left, what their takers pay of it returns and the rest is earned (S-8);
 * promises for how many leases money moved.
 */
export async function passGivenBackHours(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine((tx) =>
    tx.select({ id: leases.id }).from(leases).where(givenBackIsDue(ctx.now)).orderBy(asc(leases.id)),
  );
  return eachDue(
    ctx,
    'leases.pass-given-back',
    due.map(({ id }) => id),
    (id) => passOne(ctx, id),
  );
}
