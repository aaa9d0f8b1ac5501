import { and, asc, eq, isNotNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { leases } from '@/db/schema';
import { amountText, leastMicros, type Micros, mulDivFloor } from '@/lib/core/amount';
import { hourOf } from '@/lib/core/hours';
import { resaleDue } from '@/lib/settlement/cancellation';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { chargeProvider } from '../ledger/charge-provider';

/** Leases left after their start with a given-back hour that has begun since: nobody can take it any more (M-16). */
export const resaleIsDue = (now: Date): SQL | undefined =>
  and(isNotNull(leases.resaleHour), lte(leases.resaleHour, hourOf(now)));

interface GivenBack extends Record<string, unknown> {
  readonly hours_micros: string;
  readonly resold_micros: string;
}

/**
 * What a lease's given-back hours cost, and what of those begun by `hour` others took since, at the lease's own prices.
 * Where several leases gave cards of one pool-hour back, the earlier left is served first.
 */
async function givenBack(tx: Tx, leaseId: string, hour: number): Promise<GivenBack | undefined> {
  const [row] = await tx.execute<GivenBack>(sql`
    with own as (select * from leases where id = ${leaseId}),
    back as (
      select h.pool_id, h.hour, h.cards, h.price_micros, own.ended_at, own.id
      from lease_hours h, own where h.lease_id = own.id and h.released
    ), others as (
      select b.hour, coalesce(sum(h.cards), 0) as cards, coalesce(min(c.ended_at), min(b.ended_at)) as since
      from back b
      left join (lease_hours h join leases c on c.id = h.lease_id and c.end_reason = 'buyer_cancelled' and c.started_at is not null)
        on h.pool_id = b.pool_id and h.hour = b.hour and h.released and (c.ended_at, c.id) < (b.ended_at, b.id)
      group by b.hour
    ), sold as (
      select b.hour, coalesce(sum(h.cards), 0) as since_first,
        coalesce(sum(h.cards) filter (where t.event_at >= b.ended_at), 0) as since_own
      from back b join others o on o.hour = b.hour
      left join (lease_hours h join leases t on t.id = h.lease_id)
        on h.pool_id = b.pool_id and h.hour = b.hour and not h.released and t.id <> b.id and t.event_at >= least(o.since, b.ended_at)
      where b.hour <= ${hour} group by b.hour
    )
    select coalesce(sum(b.cards * b.price_micros), 0)::text as hours_micros,
      coalesce(sum(b.price_micros * greatest(0, least(b.cards, coalesce(s.since_own, 0), coalesce(s.since_first, 0) - o.cards))), 0)::text as resold_micros
    from back b join others o on o.hour = b.hour left join sold s on s.hour = b.hour`);
  return row;
}

/** Credits one lease for the given-back hours that others took, up to the hour that runs. */
function creditOne(ctx: Ctx, leaseId: string): Promise<boolean> {
  const hour = hourOf(ctx.now);
  return ctx.db.asEngine(async (tx) => {
    const [row] = await tx.select().from(leases).where(eq(leases.id, leaseId)).for('update');
    if (!row || row.resaleHour === null || row.resaleHour > hour) return false;
    const found = await givenBack(tx, leaseId, hour);
    const acceptedMicros = mulDivFloor(row.priceMicros, row.acceptedUnits, row.units);
    const left = {
      priceMicros: row.priceMicros,
      acceptedMicros,
      refundedMicros: row.refundedMicros,
      hoursMicros: BigInt(found?.hours_micros ?? 0),
    };
    const netMicros = row.earnedMicros - row.feeMicros;
    const due = leastMicros(resaleDue(left, BigInt(found?.resold_micros ?? 0)), netMicros);
    const creditMicros = due - row.creditMicros;
    await tx
      .update(leases)
      .set({
        resaleHour: hour + 1 < row.endHour ? hour + 1 : null,
        ...(creditMicros > 0n && { creditMicros: due }),
      })
      .where(eq(leases.id, leaseId));
    if (creditMicros > 0n) await credit(tx, ctx, row, hour, creditMicros);
    return creditMicros > 0n;
  });
}

async function credit(
  tx: Tx,
  ctx: Ctx,
  row: typeof leases.$inferSelect,
  hour: number,
  amountMicros: Micros,
): Promise<void> {
  const { buyerOrganizationId, providerOrganizationId } = row;
  await chargeProvider(tx, ctx, {
    leaseId: row.id,
    buyerOrganizationId,
    providerOrganizationId,
    amountMicros,
    nettedMicros: row.earnedMicros - row.feeMicros - row.creditMicros,
    key: `credit:${row.id}:resold:${hour}`,
    because: 'resold',
  });
  const note = {
    verb: 'leases.credit-resold',
    subjectType: 'lease',
    subjectId: row.id,
    facts: { hour, credit: amountText(amountMicros) },
  };
  await audit(
    tx,
    ctx,
    { ...note, organizationId: buyerOrganizationId },
    { ...note, organizationId: providerOrganizationId },
  );
}

/** Credits buyers who left leases for every given-back hour that others took, once it has begun (S-8); promises how many. */
export async function creditResoldHours(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine((tx) =>
    tx.select({ id: leases.id }).from(leases).where(resaleIsDue(ctx.now)).orderBy(asc(leases.id)),
  );
  return eachDue(
    ctx,
    'leases.credit-resold',
    due.map(({ id }) => id),
    (id) => creditOne(ctx, id),
  );
}
