import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leases } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { checkMarket } from '../market-check/check-market';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, fundedOrder } from '../testing/market';
import { cancelLease } from './cancel-lease';
import { getLease } from './get-lease';
import { passGivenBackHours } from './pass-given-back';
import { moveDueLeases } from './run-leases';

const YUAN = 1_000_000n;
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

interface Bought {
  readonly buyer: string;
  readonly leaseId: string;
  readonly startHour: number;
  readonly endHour: number;
}

interface Pool {
  readonly provider: string;
  readonly poolId: string;
}

async function pool(): Promise<Pool> {
  const provider = await makeOrganization(test, { provider: true });
  return { provider, poolId: await makePool(test, provider, { cards: 2, askMicros: 10n * YUAN }) };
}

/** 100 frames for 80.00 in four hours of both cards of a pool, bought in a round; with hours between that aren't on offer, longer. */
async function bought(of: Pool, by?: string, lasts = 4): Promise<Bought> {
  const buyer = by ?? (await makeOrganization(test));
  const orderId = await fundedOrder(test, buyer, { poolId: of.poolId, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [row] = await test.ownerSql<{ id: string; start_hour: number; end_hour: number }[]>`
    select id, start_hour, end_hour from leases where order_id = ${orderId}`;
  if (!row) throw new Error('no lease');
  expect(row.end_hour - row.start_hour).toBe(lasts);
  return { buyer, leaseId: row.id, startHour: row.start_hour, endHour: row.end_hour };
}

const buyerAt = (one: Bought, now: Date) => ownerContext(test, one.buyer, ['buyer'], { now });
/** Minutes after the round that sold the leases, and before they start. */
const minutesOn = (minutes: number) => new Date(test.now.getTime() + minutes * 60_000);
const pass = (hour: number) => passGivenBackHours(engineContext(test, hourStart(hour)));
const money = async (one: Bought, { provider }: Pool) => ({
  held: await balanceOf(test, one.buyer, 'held'),
  available: await balanceOf(test, one.buyer, 'available'),
  payable: await balanceOf(test, provider, 'payable'),
});
const agrees = async (...organizations: string[]) =>
  expect((await checkMarket(engineContext(test), organizations)).disagreements).toEqual([]);

describe('leaving a lease (S-8)', () => {
  it('before its start: 4.00 now, 76.00 on hold; as each hour begins that nobody took, 19.00 to 20.00 more is paid, at most the price', async () => {
    const at = await pool();
    const lease = await bought(at);
    const buyer = buyerAt(lease, minutesOn(1));
    expect(buyer.now < hourStart(lease.startHour)).toBe(true);
    const { leaving } = await getLease(buyer, { leaseId: lease.leaseId });
    expect(leaving).toEqual({
      paidMicros: 4n * YUAN,
      heldMicros: 76n * YUAN,
      mostMicros: 80n * YUAN,
      refundMicros: 0n,
    });
    const done = await cancelLease(buyer, { leaseId: lease.leaseId });
    expect(done).toMatchObject({ chargedMicros: 4n * YUAN, heldMicros: 76n * YUAN });
    // Only the 5 % can be paid out before the hours begin: 4.00 less 2 %.
    expect(await money(lease, at)).toEqual({ held: 76n * YUAN, available: 20n * YUAN, payable: 3_920_000n });
    await agrees(lease.buyer, at.provider);
    const payable: bigint[] = [];
    for (let hour = lease.startHour - 1; hour <= lease.endHour; hour++) {
      await pass(hour);
      payable.push((await money(lease, at)).payable);
      await agrees(lease.buyer, at.provider);
    }
    // 98 % of 4, 24, 44, 64 and then 80: 5 % and four hours of 20.00 would be 84.
    expect(payable).toEqual([3_920_000n, 23_520_000n, 43_120_000n, 62_720_000n, 78_400_000n, 78_400_000n]);
    expect(await money(lease, at)).toMatchObject({ held: 0n, available: 20n * YUAN });
    const [hold] = await test.ownerSql`select closed_at from holds where lease_id = ${lease.leaseId}`;
    expect(hold?.closed_at).not.toBeNull();
  });

  it('in a break between its hours: 4.00 and then 60.00 of the three hours to come', async () => {
    const { startHour } = await bought(await pool());
    const at = await pool();
    await test.ownerSql`update pool_hours set offered_cards = 0 where pool_id = ${at.poolId} and hour = ${startHour + 1}`;
    const lease = await bought(at, undefined, 5);
    await moveDueLeases(engineContext(test, hourStart(startHour)));
    const done = await cancelLease(buyerAt(lease, hourStart(startHour)), { leaseId: lease.leaseId });
    expect(done).toMatchObject({ chargedMicros: 4n * YUAN, heldMicros: 60n * YUAN });
    const payable: bigint[] = [];
    for (let hour = startHour; hour < lease.endHour; hour++) {
      await pass(hour);
      payable.push((await money(lease, at)).payable);
    }
    expect(payable).toEqual([3_920_000n, 3_920_000n, 23_520_000n, 43_120_000n, 62_720_000n]);
    await agrees(lease.buyer, at.provider);
  });

  it('whoever buys all of it pays instead: 5 % remain, the rest returns, and no fee is taken on it', async () => {
    const at = await pool();
    const lease = await bought(at);
    await cancelLease(buyerAt(lease, minutesOn(0)), { leaseId: lease.leaseId });
    const next = await bought(at);
    expect(next.startHour).toBe(lease.startHour);
    await pass(lease.startHour);
    // The first hour of 20.00: 4.00 of it only bring the most it could cost from 84.00 down to the price.
    expect(await money(lease, at)).toMatchObject({ held: 60n * YUAN, available: 36n * YUAN });
    await pass(lease.endHour);
    expect(await money(lease, at)).toEqual({ held: 0n, available: 96n * YUAN, payable: 3_920_000n });
    const { lease: row } = await getLease(buyerAt(lease, hourStart(lease.endHour)), {
      leaseId: lease.leaseId,
    });
    expect(row).toMatchObject({
      takenMicros: 80n * YUAN,
      feeMicros: 80_000n,
      creditMicros: 0n,
      resaleHour: null,
    });
    await agrees(lease.buyer, next.buyer, at.provider);
  });

  it('in its first of four hours: 5 % now, 60.00 on hold, 16.00 back; hours pass once, however many workers pass them', async () => {
    const at = await pool();
    const lease = await bought(at);
    await moveDueLeases(engineContext(test, hourStart(lease.startHour)));
    await cancelLease(buyerAt(lease, hourStart(lease.startHour)), { leaseId: lease.leaseId });
    expect(await money(lease, at)).toEqual({ held: 60n * YUAN, available: 36n * YUAN, payable: 3_920_000n });
    const counts = await Promise.all([1, 2, 3, 4].map(() => pass(lease.startHour + 1)));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await pass(lease.startHour + 1)).toBe(0);
    expect(await money(lease, at)).toMatchObject({ held: 40n * YUAN, payable: 23_520_000n });
    // The clock stood still for two hours: both pass in one posting.
    expect(await pass(lease.startHour + 3)).toBe(1);
    expect(await money(lease, at)).toEqual({ held: 0n, available: 36n * YUAN, payable: 62_720_000n });
    await agrees(lease.buyer, at.provider);
  });

  it('cards its provider takes off the market are the provider’s own: the buyer has only the 5 % left to pay', async () => {
    const at = await pool();
    const lease = await bought(at);
    await cancelLease(buyerAt(lease, minutesOn(1)), { leaseId: lease.leaseId });
    await pass(lease.startHour);
    await test.ownerSql`update pool_hours set offered_cards = 1 where pool_id = ${at.poolId} and hour = ${lease.startHour + 1}`;
    await pass(lease.startHour + 1);
    expect((await money(lease, at)).payable).toBe(23_520_000n);
    await test.ownerSql`update pools set status = 'suspended' where id = ${at.poolId}`;
    await pass(lease.endHour);
    expect(await money(lease, at)).toEqual({ held: 0n, available: 76n * YUAN, payable: 23_520_000n });
    await agrees(lease.buyer, at.provider);
  });

  it.each<readonly [string, (at: Pool, hour: number) => readonly string[], bigint]>([
    [
      'suspends the pool and lets it sell again',
      ({ poolId }) => [
        `update pools set status = 'suspended' where id = '${poolId}'`,
        `update pools set status = 'active' where id = '${poolId}'`,
      ],
      4n,
    ],
    [
      'offers one card less in the second hour and then both again',
      ({ poolId }, hour) =>
        [1, 2].map(
          (n) =>
            `update pool_hours set offered_cards = ${n} where pool_id = '${poolId}' and hour = ${hour + 1}`,
        ),
      64n,
    ],
    [
      'asks a micro more than they cost in the second hour and then the same',
      ({ poolId }, hour) =>
        [10_000_001, 10_000_000].map(
          (n) => `update pool_hours set ask_micros = ${n} where pool_id = '${poolId}' and hour = ${hour + 1}`,
        ),
      64n,
    ],
    [
      'asks less and then again what they cost',
      ({ poolId }) =>
        [9_000_000, 10_000_000].map(
          (n) => `update pool_hours set ask_micros = ${n} where pool_id = '${poolId}'`,
        ),
      80n,
    ],
  ])(
    'a provider that %s, before the hours begin, is paid for those it didn’t withhold',
    async (_, blocks, paid) => {
      const at = await pool();
      const lease = await bought(at);
      await cancelLease(buyerAt(lease, minutesOn(1)), { leaseId: lease.leaseId });
      for (const block of blocks(at, lease.startHour)) await test.ownerSql.unsafe(block);
      await pass(lease.endHour);
      // 5 % and what each hour not withheld cost, at most the price.
      expect(await money(lease, at)).toEqual({
        held: 0n,
        available: (100n - paid) * YUAN,
        payable: (paid * YUAN * 98n) / 100n,
      });
      await agrees(lease.buyer, at.provider);
    },
  );

  it('a pool that doesn’t sell as they are given back, and sells again before they begin, withheld them too', async () => {
    const at = await pool();
    const lease = await bought(at);
    await test.ownerSql`update pools set status = 'suspended' where id = ${at.poolId}`;
    await cancelLease(buyerAt(lease, minutesOn(1)), { leaseId: lease.leaseId });
    await test.ownerSql`update pools set status = 'active' where id = ${at.poolId}`;
    await pass(lease.endHour);
    expect(await money(lease, at)).toMatchObject({ held: 0n, available: 96n * YUAN });
  });

  it('fewer cards on offer are no matter while as many stay free as wait: of three one, of two that another took none', async () => {
    const at = await pool();
    const lease = await bought(at);
    const withheld = async () =>
      (await test.ownerSql`select from lease_hours where pool_id = ${at.poolId} and withheld`).length;
    const offer = (cards: number) =>
      test.ownerSql`update pool_hours set offered_cards = ${cards} where pool_id = ${at.poolId}`;
    await cancelLease(buyerAt(lease, minutesOn(0)), { leaseId: lease.leaseId });
    await offer(3);
    await offer(2);
    expect(await withheld()).toBe(0);
    const next = await bought(at);
    await offer(3);
    await offer(2);
    expect(await withheld()).toBe(0);
    // Of those the second gave back one can't be sold: all four of its hours, and the first's, whose cards it had taken.
    await cancelLease(buyerAt(next, minutesOn(3)), { leaseId: next.leaseId });
    await offer(1);
    expect(await withheld()).toBe(8);
    await offer(2);
    await pass(lease.endHour);
    expect(await money(lease, at)).toEqual({ held: 0n, available: 96n * YUAN, payable: 7_840_000n });
    expect(await money(next, at)).toMatchObject({ held: 0n, available: 96n * YUAN });
    await agrees(lease.buyer, next.buyer, at.provider);
  });

  it('who takes them and leaves as well pays for them: the first has all but 5 % back, the provider is paid once', async () => {
    const at = await pool();
    const first = await bought(at);
    await cancelLease(buyerAt(first, minutesOn(0)), { leaseId: first.leaseId });
    const second = await bought(at);
    await cancelLease(buyerAt(second, minutesOn(2)), { leaseId: second.leaseId });
    await pass(first.endHour);
    expect(await money(first, at)).toMatchObject({ held: 0n, available: 96n * YUAN });
    expect(await money(second, at)).toEqual({ held: 0n, available: 20n * YUAN, payable: 82_320_000n });
    await agrees(first.buyer, second.buyer, at.provider);
  });

  it.each(['its buyer itself', 'another'])(
    'hours of 80.00 that %s takes for 48.00 return 48.00: with the 5 % the provider has 84.00 in all',
    async (who) => {
      const at = await pool();
      const first = await bought(at);
      await cancelLease(buyerAt(first, minutesOn(0)), { leaseId: first.leaseId });
      await test.ownerSql`update pool_hours set ask_micros = 6000000 where pool_id = ${at.poolId}`;
      const own = who === 'its buyer itself';
      const again = await bought(at, own ? first.buyer : undefined);
      await pass(first.endHour);
      // 100.00 came in for each order; the new lease's 48.00 are on hold, 36.00 went to the provider for the first: 5 % and
      // what the hours brought less.
      expect(await balanceOf(test, again.buyer, 'held')).toBe(48n * YUAN);
      expect(await money(first, at)).toMatchObject({
        available: (own ? 116n : 64n) * YUAN,
        payable: 35_280_000n,
      });
      const { lease: row } = await getLease(buyerAt(first, hourStart(first.endHour)), {
        leaseId: first.leaseId,
      });
      expect(row).toMatchObject({ takenMicros: 48n * YUAN, resaleHour: null });
      await agrees(first.buyer, again.buyer, at.provider);
    },
  );

  it('no party moves the hours that are waited for, and only the engine says what was taken', async () => {
    const at = await pool();
    const lease = await bought(at);
    await cancelLease(buyerAt(lease, minutesOn(1)), { leaseId: lease.leaseId });
    const set = (organizationId: string, change: Partial<typeof leases.$inferInsert>) =>
      test.db.asOrganization(organizationId, (tx) =>
        tx.update(leases).set(change).where(eq(leases.id, lease.leaseId)),
      );
    for (const party of [lease.buyer, at.provider]) {
      await expect(set(party, { resaleHour: lease.startHour + 2 })).rejects.toMatchObject({
        cause: expect.objectContaining({ message: 'resale_fixed' }),
      });
      await expect(set(party, { takenMicros: YUAN })).rejects.toMatchObject({
        cause: expect.objectContaining({ code: '42501' }),
      });
    }
  });
});
