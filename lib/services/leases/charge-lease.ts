import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { jobs, leases, orders } from '@/db/schema';
import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { sameControl } from '@/lib/market/pool';
import { failureCharge, replacementCost } from '@/lib/settlement/failure';
import type { LeaseSettlement } from '@/lib/settlement/settle-lease';
import type { Ctx } from '../context';
import { chargeProvider } from '../ledger/charge-provider';
import { failersOf } from '../orders/failers-of';
import { noteReplacement } from '../orders/note-replacement';
import { lookAtMarket, quotesOf } from '../quoting/look-at-market';
import type { LeaseRow } from './move-lease';

/** What a provider was charged for beside a lease's settlement, in micros: what its buyer got of it. */
export interface LeaseCharges {
  /** Credit for what was never delivered, out of earnings of before. */
  readonly creditMicros: Micros;
  /** For not starting or failing. */
  readonly chargeMicros: Micros;
}

/** What these units of a lease cost now where they could be bought again (S-10), by the cheapest quote for its whole job. */
async function priceElsewhere(tx: Tx, ctx: Ctx, row: LeaseRow, units: bigint): Promise<Micros | null> {
  const [job] = await tx
    .select({ spec: jobs.spec, units: jobs.units })
    .from(orders)
    .innerJoin(jobs, eq(jobs.id, orders.jobId))
    .where(eq(orders.id, row.orderId));
  assert(job, 'lease: job', { leaseId: row.id });
  const look = await lookAtMarket(tx, ctx, row.buyerOrganizationId, job.spec);
  const failed = await failersOf(tx, row.orderId);
  const pools = look.pools.filter((pool) => !failed.some((provider) => sameControl(pool, provider)));
  let cheapest: Micros | null = null;
  for (const { totalMicros } of quotesOf({ ...look, pools }).quotes)
    if (cheapest === null || totalMicros < cheapest) cheapest = totalMicros;
  return cheapest === null ? null : replacementCost(cheapest, units, job.units);
}

/**
 * The buyer's replacement cost for these units; null when nobody else could run the job in its window any more, and when
 * the market can't be priced: that must not hold up the refund.
 */
async function replacementOf(tx: Tx, ctx: Ctx, row: LeaseRow, units: bigint): Promise<Micros | null> {
  try {
    return await tx.transaction((inner) => priceElsewhere(inner, ctx, row, units));
  } catch (error) {
    ctx.log.error({ err: error, leaseId: row.id }, 'a replacement could not be priced');
    return null;
  }
}

/** The hours that came free because their provider failed are never asked above what it had sold them for (S-5). */
async function capAsks(tx: Tx, leaseId: string, fromHour: number): Promise<void> {
  await tx.execute(sql`
    update pool_hours h set ask_cap_micros = least(coalesce(h.ask_cap_micros, r.price_micros), r.price_micros),
      ask_micros = least(h.ask_micros, r.price_micros)
    from lease_hours r
    where r.lease_id = ${leaseId} and r.released and r.hour >= ${fromHour} and h.pool_id = r.pool_id and h.hour = r.hour`);
}

/**
 * Charges a provider for what an event — named by `cause`, once of a lease — made it owe (S-5): the credit for missing units
 * that earnings of before have to pay, or the charge for failing, whose unpaid units are noted to be bought again (S-10).
 * After the settlement, in its transaction, by the engine. Promises what the buyer got; the rest stands as the provider's debt.
 */
export async function chargeLease(
  tx: Tx,
  ctx: Ctx,
  row: LeaseRow,
  settled: LeaseSettlement,
  cause = 'close',
): Promise<LeaseCharges> {
  const { counts, endReason, owedCreditMicros, failure } = settled;
  if (failure) await noteReplacement(tx, ctx, row, counts.units - counts.accepted);
  if (failure && settled.releaseFromHour !== null) await capAsks(tx, row.id, settled.releaseFromHour);
  const failureMicros =
    failure && failure.units > 0n
      ? failureCharge(row, failure, await replacementOf(tx, ctx, row, failure.units))
      : 0n;
  const parties = {
    leaseId: row.id,
    buyerOrganizationId: row.buyerOrganizationId,
    providerOrganizationId: row.providerOrganizationId,
  };
  const { earnedMicros, feeMicros, creditMicros: creditedMicros } = settled.money;
  const credited =
    owedCreditMicros > 0n
      ? await chargeProvider(tx, ctx, {
          ...parties,
          amountMicros: owedCreditMicros,
          nettedMicros: earnedMicros - feeMicros - creditedMicros,
          key: `credit:${row.id}:${cause}`,
          because: 'missing',
        })
      : 0n;
  const charged =
    failureMicros > 0n
      ? await chargeProvider(tx, ctx, {
          ...parties,
          amountMicros: failureMicros,
          nettedMicros: 0n,
          key: `charge:${row.id}`,
          because: endReason ?? '',
        })
      : 0n;
  if (credited > 0n || charged > 0n)
    await tx
      .update(leases)
      .set({
        creditMicros: sql`${leases.creditMicros} + ${credited}`,
        chargeMicros: sql`${leases.chargeMicros} + ${charged}`,
      })
      .where(eq(leases.id, row.id));
  return { creditMicros: credited, chargeMicros: charged };
}
