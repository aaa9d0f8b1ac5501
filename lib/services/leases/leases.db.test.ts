import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, fundedOrder } from '../testing/market';
import { acceptDelivery } from './accept-delivery';
import { cancelLease } from './cancel-lease';
import { getLease } from './get-lease';
import { giveUpLease } from './give-up-lease';
import { rejectDelivery } from './reject-delivery';
import { reportDelivery } from './report-delivery';
import { acceptSilentDeliveries, moveDueLeases } from './run-leases';

const YUAN = 1_000_000n;
const FILE = { name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 };
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

interface Market {
  readonly buyer: string;
  readonly provider: string;
  readonly poolId: string;
  readonly leaseId: string;
  readonly startHour: number;
  readonly endHour: number;
}

/** A lease of 100 frames for 80.00 between new organizations, reserved. */
async function reservedLease(cards = 8): Promise<Market> {
  const provider = await makeOrganization(test, { provider: true });
  const buyer = await makeOrganization(test);
  const poolId = await makePool(test, provider, { cards, askMicros: 10n * YUAN });
  const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [row] = await test.ownerSql<{ id: string; start_hour: number; end_hour: number }[]>`
    select id, start_hour, end_hour from leases where order_id = ${orderId}`;
  if (!row) throw new Error('no lease');
  return { buyer, provider, poolId, leaseId: row.id, startHour: row.start_hour, endHour: row.end_hour };
}

/** The same lease, running since its first hour. */
async function runningLease(): Promise<Market> {
  const lease = await reservedLease();
  await moveDueLeases(engineContext(test, hourStart(lease.startHour)));
  return lease;
}

let m: Market;
beforeEach(async () => {
  m = await runningLease();
});

const at = (hour: number): Date => hourStart(hour);
const buyerAt = (hour: number) => ownerContext(test, m.buyer, ['buyer'], { now: at(hour) });
const providerAt = (hour: number) => ownerContext(test, m.provider, ['provider'], { now: at(hour) });

let reports = 0;
const report = (hour: number, units: bigint, requestId = `report-${++reports}`) =>
  reportDelivery(providerAt(hour), {
    leaseId: m.leaseId,
    requestId,
    units: units.toString(),
    evidence: { files: [FILE], metrics: { seconds_per_frame: 3.2 }, note: '' },
  });
const money = async () => ({
  held: await balanceOf(test, m.buyer, 'held'),
  disputed: await balanceOf(test, m.buyer, 'disputed'),
  available: await balanceOf(test, m.buyer, 'available'),
  payable: await balanceOf(test, m.provider, 'payable'),
});
const lease = async () => (await getLease(buyerAt(m.startHour), { leaseId: m.leaseId })).lease;

describe('delivery and settlement', () => {
  it('all 100 units accepted: fee 2 % of 80.00 = 1.60, provider gets 78.40, lease completed', async () => {
    const { deliveryId } = await report(m.startHour, 100n);
    expect(await acceptDelivery(buyerAt(m.startHour), { deliveryId })).toEqual({
      leaseId: m.leaseId,
      ended: true,
    });
    expect(await money()).toEqual({ held: 0n, disputed: 0n, available: 20n * YUAN, payable: 78_400_000n });
    expect((await lease()).endReason).toBe('completed');
    await expect(acceptDelivery(buyerAt(m.startHour), { deliveryId })).rejects.toThrow('delivery_decided');
  });

  it('25 of 100 units accepted, 75 never reported: 20.00 earned, 60.00 refunded and 20 % of it = 12.00 credited', async () => {
    const { deliveryId } = await report(m.startHour, 25n);
    await acceptDelivery(buyerAt(m.startHour), { deliveryId });
    expect(await money()).toEqual({
      held: 60n * YUAN,
      disputed: 0n,
      available: 20n * YUAN,
      payable: 19_600_000n,
    });
    await moveDueLeases(engineContext(test, at(m.endHour)));
    await moveDueLeases(engineContext(test, at(m.endHour + 24)));
    expect(await money()).toEqual({ held: 0n, disputed: 0n, available: 92n * YUAN, payable: 7_600_000n });
    expect(await lease()).toMatchObject({ endReason: 'partially_delivered', creditMicros: 12n * YUAN });
  });

  it('the close refunds 75 unreported units once, while 25 wait; accepted, those pay the 12.00 for 75 missing and 4.00 for 23 h late', async () => {
    const late = m.endHour + 23;
    await moveDueLeases(engineContext(test, at(m.endHour)));
    const { deliveryId } = await report(late, 25n);
    expect(await moveDueLeases(engineContext(test, at(m.endHour + 24)))).toBe(1);
    expect(await moveDueLeases(engineContext(test, at(m.endHour + 25)))).toBe(0);
    expect(await money()).toEqual({ held: 20n * YUAN, disputed: 0n, available: 80n * YUAN, payable: 0n });
    await acceptDelivery(buyerAt(m.endHour + 25), { deliveryId });
    expect(await money()).toEqual({ held: 0n, disputed: 0n, available: 96n * YUAN, payable: 3_600_000n });
    const open =
      await test.ownerSql`select id from holds where lease_id = ${m.leaseId} and closed_at is null`;
    expect(open).toEqual([]);
  });

  it('accepted after reporting should have closed, the lease waits for the clock, which credits the 75 missing', async () => {
    const { deliveryId } = await report(m.startHour, 25n);
    const late = m.endHour + 25;
    await moveDueLeases(engineContext(test, at(m.endHour)));
    expect(await acceptDelivery(buyerAt(late), { deliveryId })).toMatchObject({ ended: false });
    expect(await moveDueLeases(engineContext(test, at(late)))).toBe(1);
    expect(await moveDueLeases(engineContext(test, at(late)))).toBe(0);
    expect(await money()).toEqual({ held: 0n, disputed: 0n, available: 92n * YUAN, payable: 7_600_000n });
    expect((await lease()).endReason).toBe('partially_delivered');
  });

  it('nothing reported in time: all 80.00 return; failing costs 20 % = 16.00, which the provider owes as it has nothing', async () => {
    await moveDueLeases(engineContext(test, at(m.endHour + 24)));
    expect(await money()).toEqual({ held: 0n, disputed: 0n, available: 100n * YUAN, payable: 0n });
    expect(await lease()).toMatchObject({ endReason: 'provider_failed', chargeMicros: 0n });
    expect(await balanceOf(test, m.provider, 'receivable')).toBe(-16n * YUAN);
  });

  it('silence past the 72 h window accepts, not a minute before', async () => {
    await report(m.startHour, 100n);
    expect(
      await acceptSilentDeliveries(engineContext(test, new Date(at(m.startHour + 72).getTime() - 60_000))),
    ).toBe(0);
    expect(await acceptSilentDeliveries(engineContext(test, at(m.startHour + 72)))).toBe(1);
    expect((await money()).payable).toBe(78_400_000n);
  });

  it('a suspended buyer still rejects, a suspended provider still reports: what was sold goes on', async () => {
    const provider = ownerContext(test, m.provider, ['provider'], {
      now: at(m.startHour),
      status: 'suspended',
    });
    const { deliveryId } = await reportDelivery(provider, {
      leaseId: m.leaseId,
      requestId: 'while-suspended',
      units: '100',
      evidence: { files: [FILE] },
    });
    const buyer = ownerContext(test, m.buyer, ['buyer'], { now: at(m.startHour), status: 'suspended' });
    await rejectDelivery(buyer, {
      deliveryId,
      requestId: 'reject-suspended',
      reason: 'other',
      statement: 'Not what was agreed.',
    });
    expect((await money()).disputed).toBe(80n * YUAN);
  });

  it('a lease in its last hour is not left but may be given up: all 80.00 return, and nothing of what its provider has not', async () => {
    await expect(cancelLease(buyerAt(m.startHour), { leaseId: m.leaseId })).rejects.toThrow('hours_begun');
    await expect(giveUpLease(buyerAt(m.startHour), { leaseId: m.leaseId })).rejects.toThrow('forbidden');
    await giveUpLease(providerAt(m.startHour), { leaseId: m.leaseId, note: 'The cooling failed.' });
    expect(await money()).toEqual({ held: 0n, disputed: 0n, available: 100n * YUAN, payable: 0n });
    expect(await balanceOf(test, m.provider, 'receivable')).toBe(-16n * YUAN);
    expect((await lease()).endReason).toBe('provider_failed');
  });

  it('the same request id reports once; another body under it is a conflict', async () => {
    const first = await report(m.startHour, 10n, 'same-request');
    expect((await report(m.startHour, 10n, 'same-request')).deliveryId).toBe(first.deliveryId);
    await expect(report(m.startHour, 11n, 'same-request')).rejects.toThrow('conflict');
    expect((await lease()).reportedUnits).toBe(10n);
  });

  it('refuses 101 units, a report without evidence, and a report before the start', async () => {
    await expect(report(m.startHour, 101n)).rejects.toThrow('units_above_remaining');
    await expect(
      reportDelivery(providerAt(m.startHour), {
        leaseId: m.leaseId,
        requestId: 'no-evidence',
        units: '1',
        evidence: { files: [] },
      }),
    ).rejects.toThrow('evidence_missing');
  });

  it('fifty acceptances at once settle once', async () => {
    const { deliveryId } = await report(m.startHour, 100n);
    const done = await Promise.allSettled(
      Array.from({ length: 50 }, () => acceptDelivery(buyerAt(m.startHour), { deliveryId })),
    );
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await money()).payable).toBe(78_400_000n);
  });

  it("a stranger sees neither lease nor delivery: both look missing, and the provider can't accept its own work", async () => {
    const { deliveryId } = await report(m.startHour, 5n);
    const stranger = ownerContext(test, await makeOrganization(test, { buyer: true, provider: true }), [
      'buyer',
      'provider',
    ]);
    await expect(getLease(stranger, { leaseId: m.leaseId })).rejects.toThrow('not_found');
    await expect(acceptDelivery(stranger, { deliveryId })).rejects.toThrow('not_found');
    const provider = ownerContext(test, m.provider, ['buyer', 'provider'], { now: at(m.startHour) });
    await expect(acceptDelivery(provider, { deliveryId })).rejects.toThrow('not_found');
  });

  it('cards of unused hours go back to the pool when a job finishes early (S-7)', async () => {
    const [before] =
      await test.ownerSql`select count(*)::int as n from lease_hours where lease_id = ${m.leaseId} and not released`;
    const { deliveryId } = await report(m.startHour, 100n);
    await acceptDelivery(buyerAt(m.startHour), { deliveryId });
    const [after] =
      await test.ownerSql`select count(*)::int as n from lease_hours where lease_id = ${m.leaseId} and not released`;
    expect(after?.n).toBe(Math.min(Number(before?.n), 1));
  });
});
