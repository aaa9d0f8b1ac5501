import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leases } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { checkMarket } from '../market-check/check-market';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, earned, fundedOrder } from '../testing/market';
import { refusalOf } from '../testing/people';
import { declareInputReady } from './declare-input-ready';
import { getLease } from './get-lease';
import { giveUpLease } from './give-up-lease';
import { leaveUnstarted } from './leave-unstarted';
import { reportDelivery } from './report-delivery';
import { reportStart } from './report-start';
import { moveDueLeases } from './run-leases';

const YUAN = 1_000_000n;
let test: TestDatabase;
let buyer: string;
let provider: string;
let poolId: string;
let leaseId: string;
let startHour: number;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** Minutes from the lease's first hour on. */
const at = (minutes: number) => new Date(hourStart(startHour).getTime() + minutes * 60_000);
const buyerAt = (minutes: number) => ownerContext(test, buyer, ['buyer'], { now: at(minutes) });
const providerAt = (minutes: number) => ownerContext(test, provider, ['provider'], { now: at(minutes) });
const meter = async (ctx: ReturnType<typeof buyerAt>) => (await getLease(ctx, { leaseId })).start;

/** What the pools' pages say of the provider's starts. */
const starts = async () => [
  ...(await test.ownerSql`
    select leases, in_grace_share from published.provider_starts where organization_id = ${provider}`),
];

/** A lease of 80.00 in four hours whose buyer's input is ready, in a pool that promises a start within 30 minutes; the provider has 50.00. */
beforeEach(async () => {
  provider = await makeOrganization(test, { provider: true });
  buyer = await makeOrganization(test);
  poolId = await makePool(test, provider, { cards: 2, askMicros: 10n * YUAN });
  await test.ownerSql`update service_levels set start_grace_minutes = 30 where pool_id = ${poolId}`;
  const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [row] = await test.ownerSql<{ id: string; start_hour: number }[]>`
    select id, start_hour from leases where order_id = ${orderId}`;
  leaseId = row?.id ?? '';
  startHour = row?.start_hour ?? 0;
  await earned(test, provider, 50n * YUAN);
  await declareInputReady(buyerAt(-20), {
    leaseId,
    requestId: 'input-ready',
    note: 'The frames lie in the bucket.',
  });
  await moveDueLeases(engineContext(test, at(0)));
});

describe('a lease’s start (S-5)', () => {
  it('said once by the provider, at the market’s time; said again it stands, and both sides read 12 minutes late', async () => {
    expect(await refusalOf(reportStart(providerAt(-1), { leaseId }))).toBe('lease_not_started');
    expect(await meter(providerAt(12))).toMatchObject({ mayReport: true, mayLeave: false, minutesLate: 12 });
    const said = await Promise.all([1, 2, 3, 4, 5].map(() => reportStart(providerAt(12), { leaseId })));
    expect(said.map(({ workStartedAt }) => workStartedAt)).toEqual(Array(5).fill(at(12)));
    expect((await reportStart(providerAt(50), { leaseId })).workStartedAt).toEqual(at(12));
    for (const ctx of [buyerAt(90), providerAt(90)])
      expect(await meter(ctx)).toEqual({
        promisedAt: at(0),
        graceEndsAt: at(30),
        startedAt: at(12),
        minutesLate: 12,
        graceMinutes: 30,
        mayReport: false,
        mayLeave: false,
      });
    const rows =
      await test.ownerSql`select 1 from audit_rows where subject_id = ${leaseId} and verb = 'leases.report-start'`;
    expect(rows).toHaveLength(1);
    expect(await refusalOf(leaveUnstarted(buyerAt(90), { leaseId }))).toBe('work_started');
  });

  it('not said within 30 minutes: the buyer leaves, 80.00 return and 16.00 are charged, three hours go back, capped at its price', async () => {
    expect(await refusalOf(leaveUnstarted(buyerAt(29), { leaseId }))).toBe('start_grace_runs');
    expect((await meter(buyerAt(30))).mayLeave).toBe(true);
    const left = await Promise.allSettled([1, 2, 3].map(() => leaveUnstarted(buyerAt(30), { leaseId })));
    expect(left.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { lease } = await getLease(buyerAt(31), { leaseId });
    expect(lease).toMatchObject({
      state: 'ended',
      endReason: 'not_started',
      refundedMicros: 80n * YUAN,
      chargeMicros: 16n * YUAN,
    });
    expect(await balanceOf(test, buyer, 'available')).toBe(116n * YUAN);
    expect(await balanceOf(test, provider, 'payable')).toBe(34n * YUAN);
    const hours = await test.ownerSql<{ released: boolean; cap: string | null }[]>`
      select h.released, p.ask_cap_micros as cap from lease_hours h join pool_hours p using (pool_id, hour)
      where h.lease_id = ${leaseId} order by h.hour`;
    expect(hours.map(({ released, cap }) => [released, cap])).toEqual([
      [false, null],
      ...Array(3).fill([true, '10000000']),
    ]);
    expect(await starts()).toEqual([{ leases: 1, in_grace_share: 0 }]);
    expect(await refusalOf(leaveUnstarted(buyerAt(40), { leaseId }))).toBe('lease_ended');
    expect(await refusalOf(reportStart(providerAt(40), { leaseId }))).toBe('lease_ended');
    expect((await checkMarket(engineContext(test), [buyer, provider])).disagreements).toEqual([]);
  });

  it('a first report is a start as well', async () => {
    await reportDelivery(providerAt(25), {
      leaseId,
      requestId: 'first-frames',
      units: '10',
      evidence: { files: [{ name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 }] },
    });
    expect(await meter(buyerAt(60))).toMatchObject({ startedAt: at(25), minutesLate: 25, mayLeave: false });
    expect(await refusalOf(leaveUnstarted(buyerAt(60), { leaseId }))).toBe('work_started');
  });

  it.each([
    { minutes: 30, share: 1 },
    { minutes: 31, share: 0 },
  ])(
    '$minutes minutes after the promise is $share of 1 start within the grace, once the lease has ended',
    async ({ minutes, share }) => {
      await reportStart(providerAt(minutes), { leaseId });
      expect(await starts()).toEqual([]);
      await giveUpLease(providerAt(60), { leaseId });
      expect(await starts()).toEqual([{ leases: 1, in_grace_share: share }]);
    },
  );

  it('is no concern of a stranger, not the buyer’s to report and not the provider’s to leave', async () => {
    const stranger = ownerContext(
      test,
      await makeOrganization(test, { provider: true }),
      ['buyer', 'provider'],
      { now: at(40) },
    );
    expect(await refusalOf(reportStart(stranger, { leaseId }))).toBe('not_found');
    expect(await refusalOf(leaveUnstarted(stranger, { leaseId }))).toBe('not_found');
    const both = (organizationId: string) =>
      ownerContext(test, organizationId, ['buyer', 'provider'], { now: at(40) });
    expect(await refusalOf(reportStart(both(buyer), { leaseId }))).toBe('not_found');
    expect(await refusalOf(leaveUnstarted(both(provider), { leaseId }))).toBe('not_found');
    await expect(
      test.db.asOrganization(buyer, (tx) =>
        tx
          .update(leases)
          .set({ workStartedAt: at(1) })
          .where(eq(leases.id, leaseId)),
      ),
    ).rejects.toMatchObject({ cause: expect.objectContaining({ message: 'work_start_fixed' }) });
  });
});
