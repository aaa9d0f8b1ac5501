import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourOf } from '@/lib/core/hours';
import {
  cancelLeasePosting,
  freezeDisputePosting,
  holdOrder,
  releaseHold,
  settleLeasePosting,
  startRefund,
  tradeOrder,
} from '@/lib/ledger/recipes';
import type { Tx } from './client';
import { type PostedPosting, post } from './queries/post';
import { DatabaseRefusal, refusalOf } from './queries/refused';
import { releaseCards } from './queries/release-cards';
import { sqlState } from './sql-state';
import { createTestDatabase, type TestDatabase } from './testing/database';
import { makeLease, makeOrder, makeOrganization, makePool } from './testing/fixtures';

let market: TestDatabase;
let buyer: string;
let provider: string;
let poolId: string;
beforeAll(async () => {
  market = await createTestDatabase();
  buyer = await makeOrganization(market);
  provider = await makeOrganization(market, { provider: true });
  poolId = await makePool(market, provider);
  await asEngine(moved('fund', [buyer, 'available', 10_000n], [null, 'external:sandbox', -10_000n]));
});
afterAll(() => market.drop());

let made = 0;
const stamp = () => ({ id: `pst_v${++made}`, eventAt: market.now, currency: 'CNY' });
type Line = readonly [organizationId: string | null, kind: string, amountMicros: bigint];
const moved = (key: string, ...lines: readonly Line[]): PostedPosting => ({
  ...stamp(),
  recipe: 'test',
  requestKey: key,
  subjectType: 'payment',
  subjectId: key,
  facts: {},
  entries: lines.map(([organizationId, kind, amountMicros]) => ({
    organizationId,
    kind,
    currency: 'CNY',
    amountMicros,
  })),
});
const asEngine = (...postings: PostedPosting[]) => market.db.asEngine((tx) => post(tx, postings));

/** What became of a transaction of an organization: `done`, our refusal's code, or PostgreSQL's. */
const outcome = (organizationId: string, run: (tx: Tx) => Promise<unknown>): Promise<string> =>
  market.db.asOrganization(organizationId, run).then(
    () => 'done',
    (error) => {
      const refused = refusalOf(error);
      return refused instanceof DatabaseRefusal ? refused.code : (sqlState(error) ?? 'unknown');
    },
  );
const posts = (...postings: (PostedPosting | null)[]) =>
  outcome(buyer, (tx) =>
    post(
      tx,
      postings.flatMap((one) => one ?? []),
    ),
  );

const addHold = (tx: Tx, orderId: string, heldMicros: number, leaseId: string | null = null) =>
  tx.execute(sql`insert into holds (id, organization_id, order_id, lease_id, held_micros, event_at)
    values (${`hld_v${++made}`}, ${buyer}, ${orderId}, ${leaseId}, ${heldMicros}, ${market.now.toISOString()}::timestamptz)`);

/** An open order of 100 whose limit its buyer holds. */
async function heldOrder() {
  const orderId = await makeOrder(market, buyer, { limitMicros: 100n });
  const order = { orderId, organizationId: buyer, heldMicros: 100n };
  const placed = await outcome(buyer, async (tx) => {
    await addHold(tx, orderId, 100);
    await post(tx, [holdOrder(stamp(), order)]);
  });
  expect(placed).toBe('done');
  return order;
}

/** A lease of 100 on hold, with one delivery of half its units in this state. */
async function heldLease(state: 'reported' | 'accepted' | 'rejected') {
  const from = hourOf(market.now);
  const leaseId = await makeLease(market, buyer, provider, {
    poolId,
    startHour: from,
    endHour: from + 2,
    priceMicros: 100n,
  });
  const orderId = leaseId.replace('lea_', 'ord_');
  const row = {
    id: `dlv_v${++made}`,
    lease_id: leaseId,
    buyer_organization_id: buyer,
    provider_organization_id: provider,
  };
  const { ownerSql, now } = market;
  await ownerSql`update leases set reported_units = 50 where id = ${leaseId}`;
  await ownerSql`insert into deliveries ${ownerSql({ ...row, request_id: row.id, sequence: 1, units: '50', evidence: ownerSql.json({}), state, window_ends_at: now, decided_at: state === 'reported' ? null : now, event_at: now })}`;
  await ownerSql`insert into holds ${ownerSql({ id: `hld_v${++made}`, organization_id: buyer, order_id: orderId, lease_id: leaseId, held_micros: 100, event_at: now })}`;
  await asEngine(moved(`hold:${orderId}`, [buyer, 'available', -100n], [buyer, 'held', 100n]));
  return { leaseId, buyerOrganizationId: buyer, providerOrganizationId: provider };
}
const HALF = {
  heldMicros: -50n,
  disputedMicros: 0n,
  earnedMicros: 50n,
  feeMicros: 1n,
  refundedMicros: 0n,
  creditMicros: 0n,
};
const halfEarned = (tx: Tx, leaseId: string) =>
  tx.execute(
    sql`update leases set accepted_units = 50, earned_micros = 50, fee_micros = 1 where id = ${leaseId}`,
  );
const halfHeld = (tx: Tx, leaseId: string) =>
  tx.execute(sql`update holds set held_micros = 50 where lease_id = ${leaseId}`);

describe('what an organization may post', () => {
  test('a hold of its order and its release, each with the hold’s row', async () => {
    const order = await heldOrder();
    const released = await outcome(buyer, async (tx) => {
      await tx.execute(
        sql`update orders set state = 'cancelled', closed_at = now(), closed_because = 'cancelled' where id = ${order.orderId}`,
      );
      await tx.execute(
        sql`update holds set held_micros = 0, closed_at = now() where order_id = ${order.orderId}`,
      );
      await post(tx, [releaseHold(stamp(), order, 'cancelled')]);
    });
    expect(released).toBe('done');
  });

  test('the settlement of a delivery it accepted: 49 to the provider, 1 in fees', async () => {
    const lease = await heldLease('accepted');
    const settled = await outcome(buyer, async (tx) => {
      await halfEarned(tx, lease.leaseId);
      await halfHeld(tx, lease.leaseId);
      await post(
        tx,
        [settleLeasePosting(stamp(), lease, 1, HALF)].flatMap((one) => one ?? []),
      );
    });
    expect(settled).toBe('done');
  });

  test('no recipe of the engine, and none of its keys taken first', async () => {
    const { orderId } = await heldOrder();
    const up: Line[] = [
      [buyer, 'available', -1n],
      [buyer, 'held', 1n],
    ];
    const gift: Line[] = [
      [buyer, 'available', -1n],
      [provider, 'available', 1n],
    ];
    for (const requestKey of [
      'chargeback:dp_1',
      'charge:lea_1',
      'credit:lea_1:close',
      'guarantee:2026-11-21',
      `release:${orderId}`,
    ]) {
      const taken = {
        ...moved(requestKey, ...up),
        recipe: 'hold_order',
        subjectType: 'order',
        subjectId: orderId,
      };
      expect(await posts(taken), requestKey).toBe('not_own_verb');
    }
    expect(
      await posts({ ...moved('charge:lea_1', ...gift), recipe: 'charge_provider', subjectType: 'lease' }),
    ).toBe('not_own_verb');
    expect(
      await posts({ ...moved('guarantee:2026-11-21', ...up), recipe: 'fund_guarantee', subjectType: 'day' }),
    ).toBe('not_own_verb');
    expect(await posts(tradeOrder(stamp(), { orderId, organizationId: buyer, heldMicros: 100n }, 50n))).toBe(
      'not_own_verb',
    );
  });

  test('nothing about another’s order or payment, an unknown one, or one that isn’t to be given back so', async () => {
    const other = await makeOrganization(market);
    const theirs = await makeOrder(market, other, { limitMicros: 100n });
    expect(
      await posts(holdOrder(stamp(), { orderId: theirs, organizationId: buyer, heldMicros: 100n })),
    ).toBe('not_own_verb');
    const payment = { id: 'pay_unknown', organizationId: buyer, channel: 'sandbox', amountMicros: 100n };
    expect(await posts(startRefund(stamp(), payment))).toBe('not_own_verb');
    const { ownerSql, now } = market;
    const row = {
      organization_id: buyer,
      channel: 'sandbox',
      amount_micros: 100,
      currency: 'CNY',
      state: 'pending',
      event_at: now,
    };
    await ownerSql`insert into payments ${ownerSql({ ...row, id: 'pay_v_in', request_id: 'v_in', direction: 'in', kind: 'top_up' })}`;
    await ownerSql`insert into payments ${ownerSql({ ...row, id: 'pay_v_out', request_id: 'v_out', direction: 'out', kind: 'refund', source_payment_id: 'pay_v_in' })}`;
    expect(await posts(startRefund(stamp(), { ...payment, id: 'pay_v_in' }))).toBe('not_own_verb');
    expect(await posts(startRefund(stamp(), { ...payment, id: 'pay_v_out', amountMicros: 99n }))).toBe(
      'not_own_verb',
    );
    expect(await posts(startRefund(stamp(), { ...payment, id: 'pay_v_out' }))).toBe('done');
  });

  test('no settlement of a delivery that isn’t answered so, to somebody else, or as its provider', async () => {
    const [reported, rejected, accepted] = [
      await heldLease('reported'),
      await heldLease('rejected'),
      await heldLease('accepted'),
    ];
    expect(await posts(settleLeasePosting(stamp(), reported, 1, HALF))).toBe('not_own_verb');
    expect(await posts(settleLeasePosting(stamp(), rejected, 1, HALF))).toBe('not_own_verb');
    expect(await posts(settleLeasePosting(stamp(), accepted, 2, HALF))).toBe('not_own_verb');
    expect(await posts(freezeDisputePosting(stamp(), accepted, 1, HALF))).toBe('not_own_verb');
    const other = await makeOrganization(market, { provider: true });
    expect(
      await posts(settleLeasePosting(stamp(), { ...accepted, providerOrganizationId: other }, 1, HALF)),
    ).toBe('not_own_verb');
    const none = { ...HALF, heldMicros: 0n, earnedMicros: 0n, feeMicros: 0n };
    const back = cancelLeasePosting(stamp(), accepted, { ...none, disputedMicros: -1n, refundedMicros: 1n });
    expect(await posts(back)).toBe('not_own_verb');
  });
});

describe('what is held moves as the holds do', () => {
  test('10 of a hold released without the hold, and a hold emptied without a posting, are refused', async () => {
    const order = await heldOrder();
    expect(await posts(releaseHold(stamp(), { ...order, heldMicros: 10n }, 'cancelled'))).toBe(
      'holds_not_posted',
    );
    const emptied = outcome(buyer, (tx) =>
      tx.execute(sql`update holds set held_micros = 0 where order_id = ${order.orderId}`),
    );
    expect(await emptied).toBe('holds_not_posted');
  });

  test('the hold of an order that stays open may not be released, nor a lease’s without its settlement', async () => {
    const order = await heldOrder();
    const early = await outcome(buyer, async (tx) => {
      await tx.execute(
        sql`update holds set held_micros = 0, closed_at = now() where order_id = ${order.orderId}`,
      );
      await post(tx, [releaseHold(stamp(), order, 'cancelled')]);
    });
    expect(early).toBe('hold_differs');
    const lease = await heldLease('accepted');
    const unsettled = await outcome(buyer, async (tx) => {
      await halfHeld(tx, lease.leaseId);
      await post(
        tx,
        [settleLeasePosting(stamp(), lease, 1, HALF)].flatMap((one) => one ?? []),
      );
    });
    expect(unsettled).toBe('split_differs');
    expect(await outcome(buyer, (tx) => halfEarned(tx, lease.leaseId))).toBe('hold_differs');
  });

  test('a provider moves no money of a lease and answers no delivery; limits, charges and leases’ starts are fixed', async () => {
    const { leaseId } = await heldLease('reported');
    expect(await outcome(provider, (tx) => halfEarned(tx, leaseId))).toBe('foreign_money');
    expect(
      await outcome(provider, (tx) =>
        tx.execute(sql`update leases set reported_units = 50 where id = ${leaseId}`),
      ),
    ).toBe('done');
    await outcome(provider, (tx) =>
      tx.execute(sql`update deliveries set state = 'accepted' where lease_id = ${leaseId}`),
    );
    const [delivery] = await market.ownerSql`select state from deliveries where lease_id = ${leaseId}`;
    expect(delivery?.state).toBe('reported');
    const order = await heldOrder();
    for (const change of ['limit_micros = 1', 'organization_id = organization_id'])
      expect(
        await outcome(buyer, (tx) =>
          tx.execute(sql.raw(`update orders set ${change} where id = '${order.orderId}'`)),
        ),
      ).toBe('42501');
    expect(
      await outcome(buyer, (tx) =>
        tx.execute(sql`update holds set lease_id = ${leaseId} where order_id = ${order.orderId}`),
      ),
    ).toBe('42501');
    expect(
      await outcome(buyer, (tx) =>
        tx.execute(sql`update leases set charge_micros = 1 where id = ${leaseId}`),
      ),
    ).toBe('42501');
  });
});

type Split = typeof HALF;
interface Misstated {
  readonly row?: Partial<Split & { readonly acceptedUnits: number }>;
  readonly posted?: Partial<Split>;
}

describe('a lease splits by the rule', () => {
  type Held = Awaited<ReturnType<typeof heldLease>>;

  /** A buyer's process settles half a lease of 100, with what it misstates on the row or in the posting. */
  const settles = (lease: Held, { row = {}, posted = {} }: Misstated = {}) =>
    outcome(buyer, async (tx) => {
      const after = { acceptedUnits: 50, ...HALF, ...row };
      await tx.execute(sql`update leases set accepted_units = ${after.acceptedUnits}, earned_micros = ${after.earnedMicros},
        fee_micros = ${after.feeMicros}, refunded_micros = ${after.refundedMicros}, credit_micros = ${after.creditMicros}
        where id = ${lease.leaseId}`);
      await tx.execute(
        sql`update holds set held_micros = 100 + ${after.heldMicros}::bigint where lease_id = ${lease.leaseId}`,
      );
      await post(
        tx,
        [settleLeasePosting(stamp(), lease, 1, { ...HALF, ...row, ...posted })].flatMap((one) => one ?? []),
      );
    });

  /** The lease's half reported this many hours after its end. */
  async function heldLate(hours: number) {
    const lease = await heldLease('accepted');
    await market.ownerSql`update leases set start_hour = ${hourOf(market.now) - hours - 2}, end_hour = ${hourOf(market.now) - hours} where id = ${lease.leaseId}`;
    return lease;
  }

  test.each<[string, Misstated]>([
    [
      '40 earned for half of 100, 10 back to its buyer',
      { row: { earnedMicros: 40n, feeMicros: 0n, refundedMicros: 10n } },
    ],
    ['40 earned, 60 still on hold', { row: { heldMicros: -40n, earnedMicros: 40n, feeMicros: 0n } }],
    ['60 earned', { row: { heldMicros: -60n, earnedMicros: 60n } }],
    ['no fee of 50 at 2 %', { row: { feeMicros: 0n } }],
    ['a fee of 2', { row: { feeMicros: 2n } }],
    [
      '40 of the 50 units it accepted',
      { row: { acceptedUnits: 40, heldMicros: -40n, earnedMicros: 40n, feeMicros: 0n } },
    ],
    ['a fee on the row that isn’t posted', { posted: { feeMicros: 0n } }],
    [
      'earned on the row, posted back to its buyer',
      { posted: { earnedMicros: 0n, feeMicros: 0n, refundedMicros: 50n } },
    ],
    ['10 back of what may still be reported', { row: { heldMicros: -60n, refundedMicros: 10n } }],
    ['a credit of 1 though nothing was late', { row: { creditMicros: 1n } }],
  ])('%s is refused', async (_, misstated) => {
    expect(await settles(await heldLease('accepted'), misstated)).toBe('split_differs');
  });

  test('50 reported 10 hours late credit 10 % of 50: 5, no more and no less', async () => {
    expect(await settles(await heldLate(10))).toBe('split_differs');
    expect(await settles(await heldLate(10), { row: { creditMicros: 4n } })).toBe('split_differs');
    expect(await settles(await heldLate(10), { row: { creditMicros: 6n } })).toBe('split_differs');
    expect(await settles(await heldLate(10), { row: { creditMicros: 5n } })).toBe('done');
  });

  test('nothing closes reporting, ends a lease or answers a delivery beside its money', async () => {
    const { leaseId } = await heldLease('reported');
    const change = (what: string) => outcome(buyer, (tx) => tx.execute(sql.raw(`${what} = '${leaseId}'`)));
    expect(await change('update leases set reporting_closed_at = now() where id')).toBe('split_differs');
    expect(
      await change(
        `update leases set state = 'ended', ended_at = now(), end_reason = 'buyer_cancelled', resale_hour = 1 where id`,
      ),
    ).toBe('split_differs');
    expect(await change(`update deliveries set state = 'accepted', decided_at = now() where lease_id`)).toBe(
      'split_differs',
    );
    for (const state of ['accepted_by_silence', 'decided'])
      expect(
        await change(`update deliveries set state = '${state}', decided_at = now() where lease_id`),
      ).toBe('answer_fixed');
  });

  test('an accepted delivery isn’t rejected after all', async () => {
    const lease = await heldLease('accepted');
    expect(await settles(lease)).toBe('done');
    const again = outcome(buyer, (tx) =>
      tx.execute(sql`update deliveries set state = 'rejected' where lease_id = ${lease.leaseId}`),
    );
    expect(await again).toBe('answer_fixed');
  });

  test('10 held for an order and posted to a provider past the lease’s row are refused', async () => {
    const lease = await heldLease('accepted');
    const orderId = await makeOrder(market, buyer, { limitMicros: 10n });
    const gift = { ...HALF, heldMicros: -10n, earnedMicros: 10n, feeMicros: 0n };
    expect(
      await posts(
        holdOrder(stamp(), { orderId, organizationId: buyer, heldMicros: 10n }),
        settleLeasePosting(stamp(), lease, 1, gift),
      ),
    ).toBe('split_differs');
  });
});

describe('a lease is left by the rule', () => {
  /** A lease of 100 whose two hours, of 50 each, are to come. */
  async function comingLease() {
    const from = hourOf(market.now) + 1;
    const given = { poolId, startHour: from, endHour: from + 2, priceMicros: 100n };
    const leaseId = await makeLease(market, buyer, provider, given);
    const { ownerSql, now } = market;
    const orderId = leaseId.replace('lea_', 'ord_');
    const of = {
      lease_id: leaseId,
      pool_id: poolId,
      buyer_organization_id: buyer,
      provider_organization_id: provider,
    };
    await ownerSql`insert into lease_hours ${ownerSql([from, from + 1].map((hour) => ({ ...of, hour, cards: 1, price_micros: 50 })))}`;
    await ownerSql`update pool_hours set reserved_cards = reserved_cards + 1 where pool_id = ${poolId} and hour in (${from}, ${from + 1})`;
    await ownerSql`insert into holds ${ownerSql({ id: `hld_v${++made}`, organization_id: buyer, order_id: orderId, lease_id: leaseId, held_micros: 100, event_at: now })}`;
    await asEngine(moved(`hold:${orderId}`, [buyer, 'available', -100n], [buyer, 'held', 100n]));
    return { leaseId, buyerOrganizationId: buyer, providerOrganizationId: provider, from };
  }

  /** Its buyer leaves: this much back, so much still on hold, its hours given back from one on. */
  async function leaves(refunded: number, held: number, hoursGiven: number) {
    const { from, ...lease } = await comingLease();
    const back = from + 2 - hoursGiven;
    const at = market.now.toISOString();
    return outcome(buyer, async (tx) => {
      await tx.execute(sql`update leases set state = 'ended', end_reason = 'buyer_cancelled', ended_at = ${at}, reporting_closed_at = ${at},
        earned_micros = ${100 - refunded - held}, refunded_micros = ${refunded}, resale_hour = ${held > 0 ? from : null} where id = ${lease.leaseId}`);
      await releaseCards(tx, lease.leaseId, back);
      await tx.execute(
        sql`update holds set held_micros = ${held}, closed_at = ${held > 0 ? null : at} where lease_id = ${lease.leaseId}`,
      );
      const move = {
        ...HALF,
        heldMicros: BigInt(held) - 100n,
        earnedMicros: 100n - BigInt(refunded + held),
        feeMicros: 0n,
        refundedMicros: BigInt(refunded),
      };
      await post(
        tx,
        [cancelLeasePosting(stamp(), lease, move)].flatMap((one) => one ?? []),
      );
    });
  }

  test('5 of 100 are paid at once, 95 stay on hold for the two hours given back', async () => {
    expect(await leaves(0, 95, 2)).toBe('done');
  });

  test('not 95 back at once, nor one hour kept while 45 return, nor 4 paid, nor 6', async () => {
    expect(await leaves(95, 0, 2)).toBe('split_differs');
    expect(await leaves(45, 50, 1)).toBe('split_differs');
    expect(await leaves(0, 96, 2)).toBe('split_differs');
    expect(await leaves(0, 94, 2)).toBe('split_differs');
  });
});
