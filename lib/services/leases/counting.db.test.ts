import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseRefusal, refusalOf } from '@/db/queries/refused';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { concedeDispute } from '../disputes/concede-dispute';
import { checkMarket } from '../market-check/check-market';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, earned, fundedOrder } from '../testing/market';
import { acceptDelivery } from './accept-delivery';
import { claimLateInput } from './claim-late-input';
import { declareInputReady } from './declare-input-ready';
import { getLease } from './get-lease';
import { rejectDelivery } from './reject-delivery';
import { reportDelivery } from './report-delivery';
import { reportStart } from './report-start';
import { acceptSilentDeliveries, moveDueLeases } from './run-leases';

const YUAN = 1_000_000n;
const FILE = { name: 'step-500.safetensors', sha256: 'a'.repeat(64), bytes: 1000 };
const NOTE = 'the bucket is empty, nothing to work on';
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

interface Market {
  readonly buyer: string;
  readonly provider: string;
  readonly leaseId: string;
  readonly startHour: number;
  readonly endHour: number;
}

/** A lease of 100 units for 80.00 over eight hours of one card, running since its first hour. */
async function runningLease(milestones: number | null): Promise<Market> {
  const provider = await makeOrganization(test, { provider: true });
  const buyer = await makeOrganization(test);
  const poolId = await makePool(test, provider, { cards: 1, askMicros: 10n * YUAN });
  const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  if (milestones !== null)
    await test.ownerSql`update jobs set spec = ${test.ownerSql.json({ kind: 'training', milestones })}
      where id = (select job_id from orders where id = ${orderId})`;
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [row] = await test.ownerSql<{ id: string; start_hour: number; end_hour: number }[]>`
    select id, start_hour, end_hour from leases where order_id = ${orderId}`;
  if (!row) throw new Error('no lease');
  await moveDueLeases(engineContext(test, hourStart(row.start_hour)));
  return { buyer, provider, leaseId: row.id, startHour: row.start_hour, endHour: row.end_hour };
}

let m: Market;
const at = (hours: number): Date => hourStart(m.startHour + hours);
const buyerAt = (hours: number) => ownerContext(test, m.buyer, ['buyer'], { now: at(hours) });
const providerAt = (hours: number) => ownerContext(test, m.provider, ['provider'], { now: at(hours) });

let requests = 0;
const report = (hours: number, units: bigint, checkpoint: object | null = {}) =>
  reportDelivery(providerAt(hours), {
    leaseId: m.leaseId,
    requestId: `report-${++requests}`,
    units,
    evidence: {
      files: [FILE],
      ...(checkpoint && {
        checkpoint: { file: FILE.name, loadedAt: at(hours).toISOString(), ...checkpoint },
      }),
    },
  });
const claim = (hours: number, requestId = `claim-${++requests}-x`, note = NOTE) =>
  claimLateInput(providerAt(hours), { leaseId: m.leaseId, requestId, note });
const ready = (hours: number, requestId = `ready-${++requests}-x`, note = 's3://bucket/run-7 is complete') =>
  declareInputReady(buyerAt(hours), { leaseId: m.leaseId, requestId, note });
const lease = async () => (await getLease(buyerAt(0), { leaseId: m.leaseId })).lease;
const audited = async (verb: string) =>
  (await test.ownerSql`select from audit_rows where verb = ${verb} and subject_id = ${m.leaseId}`).length;

/** What the pools' pages say of the provider. */
const record = async () => [
  ...(await test.ownerSql`
    select leases, delivered_share, on_time_share from published.provider_records where organization_id = ${m.provider}`),
];

/** What the database itself says to a delivery written past the verbs. */
const written = (kind: 'result' | 'late_input', units: number, checkpoint: string | null, hours = 4) =>
  test.db
    .asOrganization(m.provider, (tx) =>
      tx.execute(sql`insert into deliveries (id, lease_id, buyer_organization_id, provider_organization_id, request_id,
          sequence, kind, units, evidence, state, window_ends_at, event_at)
        values (${`dlv_x${++requests}`}, ${m.leaseId}, ${m.buyer}, ${m.provider}, ${`written-${requests}`},
          ${requests + 1000}, ${kind}, ${units}, ${JSON.stringify({
            files: [FILE],
            metrics: {},
            note: '',
            ...(checkpoint && { checkpoint: { file: checkpoint } }),
          })}::jsonb, 'reported', ${at(90).toISOString()}::timestamptz, ${at(hours).toISOString()}::timestamptz)`),
    )
    .then(
      () => 'written',
      (error) => {
        const refused = refusalOf(error);
        return refused instanceof DatabaseRefusal ? refused.code : String(error);
      },
    );

describe('a lease with 4 milestones', () => {
  beforeEach(async () => {
    m = await runningLease(4);
  });

  it('keeps them from its job; 25 of 100 count, 24 and 26 are refused, accepted they pay 20.00', async () => {
    expect((await lease()).milestones).toBe(4);
    await expect(report(1, 24n)).rejects.toThrow('between_milestones');
    await expect(report(1, 26n)).rejects.toThrow('between_milestones');
    const { deliveryId } = await report(1, 25n);
    await acceptDelivery(buyerAt(1), { deliveryId });
    expect((await lease()).earnedMicros).toBe(20n * YUAN);
    await expect(report(2, 26n)).rejects.toThrow('between_milestones');
    await report(2, 75n);
  });

  it('names the loaded checkpoint among its files, between start and now', async () => {
    await expect(report(1, 25n, null)).rejects.toThrow('checkpoint_missing');
    await expect(report(1, 25n, { file: 'other.bin' })).rejects.toThrow('checkpoint_not_named');
    await expect(report(1, 25n, { loadedAt: at(2).toISOString() })).rejects.toThrow('checkpoint_time');
    await expect(report(1, 25n, { loadedAt: 'noon' })).rejects.toThrow('invalid_input');
    const [row] = (await getLease(buyerAt(1), { leaseId: m.leaseId })).deliveries;
    expect(row).toBeUndefined();
  });

  it('two reports at once: one reaches 25, and the other, of 50, would stand between 50 and 100, so one is refused', async () => {
    const both = await Promise.allSettled([report(1, 25n), report(1, 75n), report(1, 50n)]);
    const { reportedUnits } = await lease();
    expect([25n, 50n, 75n, 100n]).toContain(reportedUnits);
    const [sum] = await test.ownerSql<{ units: string }[]>`
      select sum(units) as units from deliveries where lease_id = ${m.leaseId}`;
    expect(BigInt(sum?.units ?? 0)).toBe(reportedUnits);
    expect(both.some(({ status }) => status === 'rejected')).toBe(true);
  });

  it('the database refuses what the verbs would: between milestones, no checkpoint, other milestones', async () => {
    expect(await written('result', 30, FILE.name)).toBe('between_milestones');
    expect(await written('result', 125, FILE.name)).toBe('between_milestones');
    expect(await written('result', 25, null)).toBe('checkpoint_missing');
    expect(await written('result', 25, 'other.bin')).toBe('checkpoint_missing');
    expect(await written('result', 25, FILE.name)).toBe('written');
    await expect(test.ownerSql`update leases set milestones = 2 where id = ${m.leaseId}`).rejects.toThrow(
      'milestones_fixed',
    );
  });

  it('input an hour late counts 12 of 100; the next report brings the rest of 25', async () => {
    await ready(1);
    expect((await claim(2)).units).toBe(12n);
    await expect(report(3, 25n)).rejects.toThrow('between_milestones');
    await report(3, 13n);
    expect((await lease()).reportedUnits).toBe(25n);
  });
});

describe('input that comes late', () => {
  beforeEach(async () => {
    m = await runningLease(null);
  });

  it('2 of 8 hours lost: 25 of 100 units count, silence after 72 h pays 20.00 for them, and nothing is late', async () => {
    await ready(2);
    const { deliveryId, units, windowEndsAt } = await claim(3);
    expect([units, windowEndsAt]).toEqual([25n, at(75)]);
    await report(8, 75n);
    await moveDueLeases(engineContext(test, at(9)));
    await acceptSilentDeliveries(engineContext(test, at(75)));
    expect(await lease()).toMatchObject({ earnedMicros: 20n * YUAN, creditMicros: 0n });
    await acceptSilentDeliveries(engineContext(test, at(80)));
    expect(await lease()).toMatchObject({ endReason: 'completed', earnedMicros: 80n * YUAN });
    const [row] = await test.ownerSql`select kind from deliveries where id = ${deliveryId}`;
    expect(row).toEqual({ kind: 'late_input' });
  });

  it('claimed 20 h after the last hour it still isn’t late, where a result would be by 20 %', async () => {
    await moveDueLeases(engineContext(test, at(8)));
    const { deliveryId, units } = await claim(28);
    expect(units).toBe(100n);
    await acceptDelivery(buyerAt(28), { deliveryId });
    expect(await lease()).toMatchObject({
      endReason: 'completed',
      creditMicros: 0n,
      earnedMicros: 80n * YUAN,
    });
    // All of it was late input, which says nothing of the provider.
    expect(await record()).toEqual([]);
  });

  it('25 of 100 units paid as late input and nothing else delivered is a lease of which nothing was; 25 and 75 is all of it', async () => {
    await acceptDelivery(buyerAt(2), { deliveryId: (await claim(2)).deliveryId });
    await moveDueLeases(engineContext(test, at(32)));
    expect(await lease()).toMatchObject({ endReason: 'provider_failed', acceptedUnits: 25n });
    expect(await record()).toEqual([{ leases: 1, delivered_share: 0, on_time_share: 0 }]);
    m = await runningLease(null);
    await acceptDelivery(buyerAt(2), { deliveryId: (await claim(2)).deliveryId });
    await acceptDelivery(buyerAt(8), { deliveryId: (await report(8, 75n)).deliveryId });
    expect(await record()).toEqual([{ leases: 1, delivered_share: 1, on_time_share: 1 }]);
  });

  describe('25 of 100 units lost to it, the other 75 reported and decided for the buyer', () => {
    /** With 1,000.00 payable, in the fourth hour; promises the claim, not answered yet. */
    async function refused(): Promise<string> {
      await earned(test, m.provider, 1000n * YUAN);
      await ready(2);
      const { deliveryId } = await claim(3);
      const { disputeId } = await rejectDelivery(buyerAt(3), {
        deliveryId: (await report(3, 75n)).deliveryId,
        requestId: `reject-${++requests}`,
        reason: 'quality_below_agreed',
        statement: 'the checkpoint holds nothing but zeros',
      });
      await concedeDispute(providerAt(3), { disputeId, requestId: `concede-${++requests}` });
      expect(await lease()).toMatchObject({ endReason: null, chargeMicros: 0n });
      return deliveryId;
    }
    // 20.00 earned less 0.40 fee; 20 % of the other 60.00.
    const failed = {
      endReason: 'provider_failed',
      earnedMicros: 20n * YUAN,
      refundedMicros: 60n * YUAN,
      creditMicros: 0n,
      chargeMicros: 12n * YUAN,
    };

    it('is failing once the buyer accepts the claim: 12.00 charged, 75 bought again, hours asked at most at 10.00', async () => {
      await acceptDelivery(buyerAt(3), { deliveryId: await refused() });
      expect(await lease()).toMatchObject(failed);
      expect(await balanceOf(test, m.provider, 'payable')).toBe(1_007_600_000n);
      const [again] = await test.ownerSql`select units from replacements where lease_id = ${m.leaseId}`;
      expect(again).toEqual({ units: '75' });
      const caps = await test.ownerSql<{ cap: string | null }[]>`
        select h.ask_cap_micros as cap from pool_hours h join lease_hours l on l.pool_id = h.pool_id and l.hour = h.hour
        where l.lease_id = ${m.leaseId} and l.released`;
      expect(caps.map(({ cap }) => cap)).toEqual(Array(4).fill('10000000'));
    });

    it('is failing as well once silence accepts it', async () => {
      await refused();
      await moveDueLeases(engineContext(test, at(8)));
      await acceptSilentDeliveries(engineContext(test, at(75)));
      expect(await lease()).toMatchObject(failed);
    });
  });

  it('the provider’s own word that the work runs shows that the input was there: after it no hour is lost', async () => {
    await reportStart(providerAt(2), { leaseId: m.leaseId });
    expect((await getLease(buyerAt(4), { leaseId: m.leaseId })).input).toMatchObject({
      shownBy: 'started',
      until: at(2),
      openUnits: 25n,
    });
    expect(await written('late_input', 26, null, 6)).toBe('late_input_exceeded');
    expect((await claim(6)).units).toBe(25n);
    m = await runningLease(null);
    await reportStart(providerAt(0), { leaseId: m.leaseId });
    await expect(claim(4)).rejects.toThrow('input_shown_by_start');
  });

  it('the buyer rejects it and concedes nothing: it is decided like any delivery, and isn’t claimed again', async () => {
    const { deliveryId } = await claim(2);
    const rejection = { deliveryId, requestId: 'reject-late-1', reason: 'input_was_ready' };
    await rejectDelivery(buyerAt(2), { ...rejection, statement: 'it lay there since Monday' });
    expect(await balanceOf(test, m.buyer, 'disputed')).toBe(20n * YUAN);
    await expect(claim(2)).rejects.toThrow('late_input_claimed');
    expect((await claim(4)).units).toBe(25n);
  });

  it('a result can’t be rejected because the input was there', async () => {
    const { deliveryId } = await report(2, 10n);
    const rejection = { deliveryId, requestId: 'reject-late-2', reason: 'input_was_ready' };
    await expect(
      rejectDelivery(buyerAt(2), { ...rejection, statement: 'it lay there since Monday' }),
    ).rejects.toThrow('reason_unfit');
  });

  it('ready before the start, nothing is lost; said twice it is refused, repeated it is the same, with other words a conflict', async () => {
    await ready(-1, 'ready-once');
    await expect(claim(4)).rejects.toThrow('input_in_time');
    expect(await ready(3, 'ready-once')).toEqual({ leaseId: m.leaseId, inputReadyAt: at(-1) });
    await expect(ready(3, 'ready-once', 'somewhere else entirely')).rejects.toThrow('conflict');
    await expect(ready(3)).rejects.toThrow('input_declared');
    expect(await audited('leases.declare-input-ready')).toBe(1);
  });

  it('the same claim is the same delivery, with other words a conflict; two at once claim once', async () => {
    const first = await claim(2, 'claim-once');
    expect(await claim(3, 'claim-once')).toEqual(first);
    await expect(claim(3, 'claim-once', 'quite another reason')).rejects.toThrow('conflict');
    const both = await Promise.allSettled([claim(4), claim(4)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await lease()).reportedUnits).toBe(50n);
    expect(await audited('leases.claim-late-input')).toBe(2);
  });

  it('a claim and a report at once never pass what the lease bought', async () => {
    await Promise.allSettled([claim(6), report(6, 100n), report(6, 60n)]);
    const { reportedUnits, units } = await lease();
    expect(reportedUnits > 0n && reportedUnits <= units).toBe(true);
  });

  it('to strangers, and to the other side, the lease isn’t there', async () => {
    const stranger = await makeOrganization(test, { provider: true });
    const input = { leaseId: m.leaseId, requestId: 'stranger-1', note: NOTE };
    const other = ownerContext(test, stranger, ['buyer', 'provider'], { now: at(2) });
    await expect(claimLateInput(other, input)).rejects.toThrow('not_found');
    await expect(declareInputReady(other, input)).rejects.toThrow('not_found');
    const swapped = (organizationId: string) =>
      ownerContext(test, organizationId, ['buyer', 'provider'], { now: at(2) });
    await expect(claimLateInput(swapped(m.buyer), input)).rejects.toThrow('not_found');
    await expect(declareInputReady(swapped(m.provider), input)).rejects.toThrow('not_found');
  });

  it('the database refuses more than the hours lost, and the provider’s saying that the input is ready', async () => {
    expect(await written('late_input', 51, null, 4)).toBe('late_input_exceeded');
    expect(await written('late_input', 50, null, 4)).toBe('written');
    expect(await written('late_input', 1, null, 4)).toBe('late_input_exceeded');
    const say = (organizationId: string, note: string) =>
      test.db.asOrganization(organizationId, (tx) =>
        tx.execute(sql`update leases set input_ready_at = ${at(5).toISOString()}::timestamptz, input_note = ${note},
          input_request_id = 'x' where id = ${m.leaseId}`),
      );
    await expect(say(m.provider, 'it is there')).rejects.toThrow();
    await say(m.buyer, 'it is there');
    await expect(say(m.buyer, 'no, there')).rejects.toThrow();
    expect((await lease()).inputNote).toBe('it is there');
  });
});

it('the market checks clean, also what its milestones and late input say', async () => {
  const found = await checkMarket(engineContext(test));
  expect(found.disagreements.filter(({ rule }) => rule === 'S-7' || rule === 'S-9')).toEqual([]);
});
