import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { assert } from '@/lib/core/assert';
import { hourStart } from '@/lib/core/hours';
import type { Ctx } from '../context';
import { stateInDispute } from '../disputes/state-in-dispute';
import { rejectDelivery } from '../leases/reject-delivery';
import { reportDelivery } from '../leases/report-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from './contexts';
import { fundedOrder } from './market';

const YUAN = 1_000_000n;

/** A lease of 100 frames for 80.00 between new organizations, running since its first hour. */
export interface RunningLease {
  readonly buyer: string;
  readonly provider: string;
  readonly leaseId: string;
  readonly startHour: number;
  readonly endHour: number;
  /** The parties' owners, so many hours after the start. */
  readonly buyerAt: (hours: number) => Ctx;
  readonly providerAt: (hours: number) => Ctx;
}

/** Makes such a lease, with 20.00 left of the buyer's 100.00. */
export async function runningLease(test: TestDatabase, region?: string): Promise<RunningLease> {
  const provider = await makeOrganization(test, { provider: true });
  const buyer = await makeOrganization(test);
  const poolId = await makePool(test, provider, {
    cards: 8,
    askMicros: 10n * YUAN,
    ...(region && { region }),
  });
  const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [row] = await test.ownerSql<{ id: string; start_hour: number; end_hour: number }[]>`
    select id, start_hour, end_hour from leases where order_id = ${orderId}`;
  assert(row, 'lease', { orderId });
  const { id: leaseId, start_hour: startHour, end_hour: endHour } = row;
  await moveDueLeases(engineContext(test, hourStart(startHour)));
  const at = (hours: number) => ({ now: hourStart(startHour + hours) });
  return {
    buyer,
    provider,
    leaseId,
    startHour,
    endHour,
    buyerAt: (hours) => ownerContext(test, buyer, ['buyer'], at(hours)),
    providerAt: (hours) => ownerContext(test, provider, ['provider'], at(hours)),
  };
}

let requests = 0;
/** A request id nobody sent before. */
export const freshRequest = (): string => `test-request-${++requests}`;

/** Reports units of a lease in its first hour; promises the delivery's id. */
export async function reported(lease: RunningLease, units: bigint): Promise<string> {
  const { deliveryId } = await reportDelivery(lease.providerAt(0), {
    leaseId: lease.leaseId,
    requestId: freshRequest(),
    units: units.toString(),
    evidence: { files: [{ name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 }] },
  });
  return deliveryId;
}

/** Reports units of a lease in its first hour and rejects them at once; promises the dispute's id. */
export async function disputed(lease: RunningLease, units: bigint): Promise<string> {
  const deliveryId = await reported(lease, units);
  const { disputeId } = await rejectDelivery(lease.buyerAt(0), {
    deliveryId,
    requestId: freshRequest(),
    reason: 'quality_below_agreed',
    statement: 'Every second frame is black.',
  });
  return disputeId;
}

/** Both sides say that they rest, so that the operator may decide. */
export async function restBoth(buyer: Ctx, provider: Ctx, disputeId: string): Promise<void> {
  for (const ctx of [provider, buyer])
    await stateInDispute(ctx, { disputeId, requestId: freshRequest(), rests: true });
}
