import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { acceptDelivery } from '../leases/accept-delivery';
import { getLease } from '../leases/get-lease';
import { rejectDelivery } from '../leases/reject-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { checkMarket } from '../market-check/check-market';
import { engineContext, ownerContext } from '../testing/contexts';
import {
  disputed,
  freshRequest,
  type RunningLease,
  reported,
  restBoth,
  runningLease,
} from '../testing/disputes';
import { balanceOf } from '../testing/market';
import { refusalOf } from '../testing/people';
import { askInDispute } from './ask-in-dispute';
import { concedeDispute } from './concede-dispute';
import { decideDispute } from './decide-dispute';
import { stateInDispute } from './state-in-dispute';
import { withdrawRejection } from './withdraw-rejection';

const YUAN = 1_000_000n;
const WORDS = 'The frames match the scene that was sent.';
let test: TestDatabase;
let operator: string;
let m: RunningLease;

beforeAll(async () => {
  test = await createTestDatabase();
  operator = await makeOrganization(test, { operator: true });
});
afterAll(async () => {
  const found = await checkMarket(engineContext(test));
  await test.drop();
  expect(found).toMatchObject({ disagreements: [] });
});
beforeEach(async () => {
  m = await runningLease(test);
});

const operatorAt = (hours: number) =>
  ownerContext(test, operator, ['operator'], { now: hourStart(m.startHour + hours) });
const money = async () => ({
  held: await balanceOf(test, m.buyer, 'held'),
  disputed: await balanceOf(test, m.buyer, 'disputed'),
  available: await balanceOf(test, m.buyer, 'available'),
  payable: await balanceOf(test, m.provider, 'payable'),
});
const endReason = async () => (await getLease(m.buyerAt(0), { leaseId: m.leaseId })).lease.endReason;
const decision = (disputeId: string, over: object = {}) => ({
  disputeId,
  requestId: freshRequest(),
  outcome: 'for_buyer',
  ground: 'not_as_described',
  note: 'The frames are black indeed.',
  ...over,
});
const words = (disputeId: string, over: object = {}) => ({
  disputeId,
  requestId: freshRequest(),
  statement: WORDS,
  ...over,
});
const end = (disputeId: string) => ({ disputeId, requestId: freshRequest() });
const rested = async (units: bigint): Promise<string> => {
  const disputeId = await disputed(m, units);
  await restBoth(m.buyerAt(0), m.providerAt(0), disputeId);
  return disputeId;
};

describe('a decision moves what was frozen, and nothing else', () => {
  it('50 of 100 units of 80.00 rejected: 40.00 frozen, 40.00 still held; for the buyer it all returns', async () => {
    const disputeId = await rested(50n);
    expect(await money()).toEqual({
      held: 40n * YUAN,
      disputed: 40n * YUAN,
      available: 20n * YUAN,
      payable: 0n,
    });
    expect(await refusalOf(decideDispute(m.buyerAt(0), decision(disputeId)))).toBe('forbidden');
    expect(await decideDispute(operatorAt(0), decision(disputeId))).toMatchObject({
      earnedMicros: 0n,
      refundedMicros: 40n * YUAN,
    });
    expect(await money()).toEqual({ held: 40n * YUAN, disputed: 0n, available: 60n * YUAN, payable: 0n });
  });

  it('for the provider, the frozen 80.00 pays like an acceptance: fee 1.60, 78.40 payable', async () => {
    const disputeId = await rested(100n);
    await decideDispute(
      operatorAt(0),
      decision(disputeId, { outcome: 'for_provider', ground: 'outside_the_job' }),
    );
    expect(await money()).toEqual({ held: 0n, disputed: 0n, available: 20n * YUAN, payable: 78_400_000n });
    expect(await endReason()).toBe('disputed_for_provider');
  });

  it('shared, 20 of 50 units: 16.00 earned, fee 0.32, 24.00 back with 20 % = 4.80, 10.88 payable, 40.00 held on', async () => {
    const disputeId = await rested(50n);
    const share = { outcome: 'shared', ground: 'partly_as_described', providerUnits: '20' };
    expect(await decideDispute(operatorAt(0), decision(disputeId, share))).toMatchObject({
      outcome: 'shared',
      providerUnits: 20n,
      earnedMicros: 16n * YUAN,
      feeMicros: 320_000n,
      refundedMicros: 24n * YUAN,
    });
    expect(await money()).toEqual({
      held: 40n * YUAN,
      disputed: 0n,
      available: 48_800_000n,
      payable: 10_880_000n,
    });
    const [posting] = await test.ownerSql`
      select facts ->> 'outcome' as outcome, facts ->> 'providerUnits' as units, facts ->> 'ground' as ground from postings
      where recipe = 'decide_dispute' and subject_id = ${m.leaseId}`;
    expect(posting).toEqual({ outcome: 'shared', units: '20', ground: 'partly_as_described' });
    await acceptDelivery(m.buyerAt(0), { deliveryId: await reported(m, 50n) });
    expect((await money()).payable).toBe(50_080_000n);
    expect(await endReason()).toBe('disputed_for_buyer');
  });

  it('a share of 33.33 % of 50 units is ⌊16.665⌋ = 16 units: 12.80 earned, 27.20 back', async () => {
    const disputeId = await rested(50n);
    const share = { outcome: 'shared', ground: 'partly_as_described', shareBps: 3333 };
    expect(await decideDispute(operatorAt(0), decision(disputeId, share))).toMatchObject({
      providerUnits: 16n,
      earnedMicros: 12_800_000n,
      refundedMicros: 27_200_000n,
    });
  });

  it('80 reported, 30 of them decided for the buyer, 50 accepted: the close refunds the 20 unreported, 50 are credited at 20 % = 8.00', async () => {
    const good = await reported(m, 50n);
    await decideDispute(operatorAt(0), decision(await rested(30n)));
    await acceptDelivery(m.buyerAt(0), { deliveryId: good });
    await moveDueLeases(engineContext(test, hourStart(m.endHour)));
    await moveDueLeases(engineContext(test, hourStart(m.endHour + 24)));
    expect(await money()).toEqual({ held: 0n, disputed: 0n, available: 68n * YUAN, payable: 31_200_000n });
    expect(await endReason()).toBe('disputed_for_buyer');
  });

  it('two disputes of one lease, 30 and 20 units, are decided in either order to the same money', async () => {
    const ends = [];
    for (const turned of [false, true]) {
      m = await runningLease(test);
      const both = [
        [await rested(30n), { outcome: 'shared', ground: 'partly_as_described', providerUnits: '10' }],
        [await rested(20n), {}],
      ] as const;
      for (const [disputeId, over] of turned ? both.toReversed() : both)
        await decideDispute(operatorAt(0), decision(disputeId, over));
      ends.push(await money());
    }
    expect(ends[0]).toEqual(ends[1]);
    expect(ends[0]).toEqual({ held: 40n * YUAN, disputed: 0n, available: 58_400_000n, payable: 1_440_000n });
  });
});

describe('a party ends it itself', () => {
  it('the buyer withdraws: 50 units are paid, 39.20 payable, without the operator', async () => {
    const disputeId = await disputed(m, 50n);
    expect(await refusalOf(withdrawRejection(m.providerAt(1), end(disputeId)))).toBe('forbidden');
    expect(await withdrawRejection(m.buyerAt(1), end(disputeId))).toMatchObject({
      outcome: 'for_provider',
      earnedMicros: 40n * YUAN,
    });
    expect(await money()).toEqual({
      held: 40n * YUAN,
      disputed: 0n,
      available: 20n * YUAN,
      payable: 39_200_000n,
    });
    expect(await refusalOf(decideDispute(operatorAt(80), decision(disputeId)))).toBe('dispute_decided');
  });

  it('the provider concedes: 40.00 returns to the buyer without the operator', async () => {
    const disputeId = await disputed(m, 50n);
    const both = ownerContext(test, m.provider, ['buyer', 'provider']);
    expect(await refusalOf(withdrawRejection(both, end(disputeId)))).toBe('not_found');
    await concedeDispute(m.providerAt(1), { ...end(disputeId), note: 'The scene file was an old one.' });
    expect(await money()).toEqual({ held: 40n * YUAN, disputed: 0n, available: 60n * YUAN, payable: 0n });
    const [row] = await test.ownerSql`
      select decided_by, decision_reason, decision_note from disputes where id = ${disputeId}`;
    expect(row).toEqual({
      decided_by: 'provider',
      decision_reason: 'conceded',
      decision_note: 'The scene file was an old one.',
    });
  });
});

describe('the clock', () => {
  it('both sides state until 72 h; the operator waits for it, even when one side is silent', async () => {
    const disputeId = await disputed(m, 50n);
    await stateInDispute(m.buyerAt(1), words(disputeId, { rests: true }));
    expect(await refusalOf(decideDispute(operatorAt(71), decision(disputeId)))).toBe('statements_open');
    expect(await refusalOf(stateInDispute(m.providerAt(72), words(disputeId)))).toBe('statements_closed');
    await decideDispute(operatorAt(72), decision(disputeId));
    expect((await money()).disputed).toBe(0n);
  });

  it('the terms of the lease say how long: 5 h of a later version don’t shorten its 72 h', async () => {
    await test.ownerSql`insert into market_terms select (t).* from (
      select jsonb_populate_record(market_terms, jsonb_build_object('version', 2, 'dispute_statement_hours', 5)) as t
      from market_terms where version = 1) v`;
    const deliveryId = await reported(m, 50n);
    const rejected = await rejectDelivery(m.buyerAt(0), {
      deliveryId,
      requestId: freshRequest(),
      reason: 'incomplete',
      statement: 'The last frames are missing.',
      files: [{ name: 'list.txt', sha256: 'b'.repeat(64), bytes: 10 }],
    });
    expect(rejected.statementsUntil).toEqual(hourStart(m.startHour + 72));
  });

  it('who rests says no more, until the other side brings something new', async () => {
    const disputeId = await disputed(m, 50n);
    await stateInDispute(m.buyerAt(1), { disputeId, requestId: freshRequest(), rests: true });
    expect(await refusalOf(stateInDispute(m.buyerAt(2), words(disputeId)))).toBe('side_rests');
    await stateInDispute(m.providerAt(3), words(disputeId, { rests: true }));
    expect(await refusalOf(decideDispute(operatorAt(3), decision(disputeId)))).toBe('statements_open');
    await stateInDispute(m.buyerAt(4), words(disputeId, { rests: true }));
    await stateInDispute(m.providerAt(5), { disputeId, requestId: freshRequest(), rests: true });
    await decideDispute(operatorAt(5), decision(disputeId));
  });

  it('a question at 80 h with 24 h to answer opens statements again until 104 h', async () => {
    const disputeId = await disputed(m, 50n);
    const ask = {
      disputeId,
      requestId: freshRequest(),
      question: 'Which scene file was used?',
      answerHours: '24',
    };
    expect(await refusalOf(askInDispute(m.providerAt(80), ask))).toBe('forbidden');
    await askInDispute(operatorAt(80), ask);
    expect(await refusalOf(decideDispute(operatorAt(90), decision(disputeId)))).toBe('statements_open');
    await stateInDispute(m.providerAt(103), words(disputeId));
    expect(await refusalOf(stateInDispute(m.buyerAt(104), words(disputeId)))).toBe('statements_closed');
    await decideDispute(operatorAt(104), decision(disputeId));
  });
});

describe('the same request twice', () => {
  it('rejects, states, asks and decides once; with another body it’s a conflict', async () => {
    const reject = {
      deliveryId: await reported(m, 50n),
      requestId: freshRequest(),
      reason: 'incomplete',
      statement: 'The last frames are missing.',
    };
    const first = await rejectDelivery(m.buyerAt(0), reject);
    expect(await rejectDelivery(m.buyerAt(1), reject)).toEqual(first);
    expect(await refusalOf(rejectDelivery(m.buyerAt(1), { ...reject, reason: 'other' }))).toBe('conflict');
    const { disputeId } = first;
    const file = { name: 'log', sha256: 'c'.repeat(64), bytes: 1 };
    for (const [verb, ctx, input, other] of [
      [
        stateInDispute,
        m.providerAt(1),
        words(disputeId, { files: [file] }),
        { files: [{ ...file, bytes: 2 }] },
      ],
      [
        askInDispute,
        operatorAt(1),
        { ...end(disputeId), question: WORDS, answerHours: 1 },
        { answerHours: 2 },
      ],
      [decideDispute, operatorAt(80), decision(disputeId), { note: 'On second thought, no.' }],
    ] as const) {
      const answer = await verb(ctx, input);
      expect(await verb(ctx, input)).toEqual(answer);
      expect(await refusalOf(verb(ctx, { ...input, ...other }))).toBe('conflict');
      if (verb !== decideDispute) continue;
      expect(await refusalOf(verb(ctx, decision(disputeId)))).toBe('dispute_decided');
    }
    const [said] =
      await test.ownerSql`select count(*)::int as n from dispute_statements where dispute_id = ${disputeId}`;
    expect(said?.n).toBe(2);
  });

  it('withdrawn or conceded once, whatever is sent again', async () => {
    for (const [verb, ctx] of [
      [withdrawRejection, m.buyerAt(0)],
      [concedeDispute, m.providerAt(0)],
    ] as const) {
      const disputeId = await disputed(m, 20n);
      const input = end(disputeId);
      const answer = await verb(ctx, input);
      expect(await verb(ctx, input)).toEqual(answer);
      expect(await refusalOf(verb(ctx, { ...input, note: 'more' }))).toBe('conflict');
      expect(await refusalOf(verb(ctx, end(disputeId)))).toBe('dispute_decided');
    }
  });
});

describe('at the same moment', () => {
  it('two operators, a withdrawal and a concession in parallel: one of the four moves the 40.00', async () => {
    const disputeId = await rested(50n);
    const done = await Promise.allSettled([
      decideDispute(operatorAt(1), decision(disputeId)),
      decideDispute(operatorAt(1), decision(disputeId, { outcome: 'for_provider', ground: 'as_described' })),
      withdrawRejection(m.buyerAt(1), end(disputeId)),
      concedeDispute(m.providerAt(1), end(disputeId)),
    ]);
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const { disputed: frozen, available, payable } = await money();
    expect(frozen).toBe(0n);
    expect([
      [60n * YUAN, 0n],
      [20n * YUAN, 39_200_000n],
    ]).toContainEqual([available, payable]);
  });

  it('another delivery of the lease is accepted while the dispute is decided: both settle, 24.00 + 15.68 − 4.80', async () => {
    const disputeId = await rested(50n);
    const deliveryId = await reported(m, 30n);
    await Promise.all([
      acceptDelivery(m.buyerAt(0), { deliveryId }),
      decideDispute(
        operatorAt(0),
        decision(disputeId, { outcome: 'shared', ground: 'partly_as_described', providerUnits: 20n }),
      ),
    ]);
    expect(await money()).toEqual({
      held: 16n * YUAN,
      disputed: 0n,
      available: 48_800_000n,
      payable: 34_400_000n,
    });
  });

  it('twenty statements at once are said one after the other: 1 … 20', async () => {
    const disputeId = await disputed(m, 50n);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        stateInDispute((index % 2 ? m.buyerAt : m.providerAt)(1), words(disputeId)),
      ),
    );
    const rows = await test.ownerSql<{ sequence: number }[]>`
      select sequence from dispute_statements where dispute_id = ${disputeId} order by 1`;
    expect(rows.map((row) => row.sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });
});

describe('who may', () => {
  it('a stranger finds no dispute to state in, to withdraw or to concede', async () => {
    const disputeId = await disputed(m, 50n);
    const stranger = ownerContext(test, await makeOrganization(test, { buyer: true, provider: true }), [
      'buyer',
      'provider',
    ]);
    for (const verb of [stateInDispute, withdrawRejection, concedeDispute])
      expect(
        await refusalOf(verb(stranger, verb === stateInDispute ? words(disputeId) : end(disputeId))),
      ).toBe('not_found');
  });

  it('the database itself refuses words in the other side’s name, in a foreign dispute, and a decided rejection', async () => {
    const disputeId = await disputed(m, 50n);
    const row = (over: object) => ({
      id: `dst_${freshRequest()}`,
      dispute_id: disputeId,
      buyer_organization_id: m.buyer,
      provider_organization_id: m.provider,
      request_id: freshRequest(),
      request_hash: 'x',
      sequence: 1,
      side: 'buyer',
      statement: 'said',
      evidence: '{"files":[]}',
      event_at: test.now.toISOString(),
      ...over,
    });
    const other = await runningLease(test);
    const refused = async (organizationId: string, over: object) => {
      const fields = Object.entries(row(over)) as [string, string][];
      const insert = test.db.asOrganization(organizationId, (tx) =>
        tx.execute(
          sql`insert into dispute_statements (${sql.raw(fields.map(([name]) => name).join(', '))})
            values (${sql.join(
              fields.map(([, value]) => sql`${value}`),
              sql`, `,
            )})`,
        ),
      );
      await expect(insert).rejects.toThrow();
    };
    await refused(m.provider, {});
    await refused(other.buyer, {
      buyer_organization_id: other.buyer,
      provider_organization_id: other.provider,
    });
    await expect(test.ownerSql`update disputes set reason = 'other' where id = ${disputeId}`).rejects.toThrow(
      'dispute_fixed',
    );
    await expect(test.ownerSql`delete from dispute_statements`).rejects.toThrow();
  });
});
