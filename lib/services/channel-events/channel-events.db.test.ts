import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { dispute, paidSession, refund, transfer } from '@/lib/adapters/testing/stripe-events';
import { checkMarket } from '../market-check/check-market';
import { attemptPayment } from '../payments/attempt-payment';
import type { PaymentChannel } from '../payments/channel';
import type { PaymentRow } from '../payments/kinds';
import { failPayment, lockPayment } from '../payments/record-effect';
import { sandboxChannel } from '../payments/sandbox-channel';
import { passOutsideTime } from '../payments/testing/pass-outside-time';
import { earn, insertPayment } from '../payments/testing/payment-rows';
import { engineContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { ATTEMPTS_MAX, applyChannelEvent, NotYetApplied } from './apply-channel-event';
import { applyUntried } from './apply-untried';
import { removeOldPayloads } from './remove-old-payloads';
import { eventTools, receive, settleEvents, standing, tell } from './testing/told';

const YUAN = 1_000_000n;
const OUT = { balance_transactions: [{ amount: -10_000, fee: 0 }] };
const BACK = { status: 'won', balance_transactions: [{ amount: -10_000 }, { amount: 10_000 }] };

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(async () => {
  expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
  await test.drop();
});

let buyer: string;
let topUp: PaymentRow;
let pi: string;
let n = 0;
beforeEach(async () => {
  buyer = await makeOrganization(test, { provider: true, buyer: true });
  topUp = await insertPayment(test, { organizationId: buyer, kind: 'top_up', amountMicros: 100n * YUAN });
  pi = `pi_${++n}`;
});

const session = (given = {}) =>
  paidSession({ id: `cs_${n}`, payment_intent: pi, metadata: { payment_id: topUp.id }, ...given });
const paid = (given = {}) => tell(test, 'checkout.session.completed', session(given));
const re = (given = {}) => refund({ id: `re_${n}`, payment_intent: pi, ...given });
const du = (given = {}) => dispute({ id: `du_${n}`, payment_intent: pi, ...given });
const balance = async (kind: string) => balanceOf(test, buyer, kind);
const platform = async (kind: string) => balanceOf(test, 'platform', kind);
const row = async (id = topUp.id) => {
  const [found] = await test.ownerSql<
    { state: string; failure: string | null; returned: string; method: string }[]
  >`
    select state, failure, returned_micros as returned, method from payments where id = ${id}`;
  return { state: found?.state, failure: found?.failure, returned: BigInt(found?.returned ?? 0) };
};
const giveUp = (paymentId: string) =>
  test.db.asEngine(async (tx) => {
    const locked = await lockPayment(tx, paymentId);
    if (locked) await failPayment(tx, engineContext(test), locked, 'never_happened');
  });
const tryAgain = (id: string) =>
  applyChannelEvent(engineContext(test), eventTools(), id).catch((error: unknown) => {
    if (!(error instanceof NotYetApplied)) throw error;
  });
const refundRow = async (externalId = `re_${n}`) => {
  const [found] = await test.ownerSql<
    { id: string }[]
  >`select id from payments where external_id = ${externalId}`;
  return row(found?.id ?? 'none');
};

describe('a top-up', () => {
  it('of 100.00 paid is credited once, however often it is told', async () => {
    expect(await paid()).toEqual(['applied', 'succeeded']);
    expect(await paid()).toEqual(['applied', 'known']);
    expect(await tell(test, 'checkout.session.async_payment_succeeded', session())).toEqual([
      'applied',
      'known',
    ]);
    expect([await balance('available'), (await row()).state]).toEqual([100n * YUAN, 'succeeded']);
  });
  it('told by the same event in ten jobs at once is credited once', async () => {
    const id = await receive(test, 'checkout.session.completed', session());
    await Promise.all(
      Array.from({ length: 10 }, () => applyChannelEvent(engineContext(test), eventTools(), id)),
    );
    expect([await standing(test, id), await balance('available')]).toEqual([
      ['applied', 'succeeded'],
      100n * YUAN,
    ]);
  });
  it('of another amount or currency credits nothing and is kept as unmatched', async () => {
    expect(await paid({ amount_total: 9_999 })).toEqual(['unmatched', 'amount_differs']);
    expect(await paid({ currency: 'usd' })).toEqual(['unmatched', 'currency_differs']);
    expect([await balance('available'), (await row()).state]).toEqual([0n, 'pending']);
  });
  it('complete and unpaid waits for the bank; refused by it, it failed; unpaid when its page ran out, too', async () => {
    expect(await paid({ payment_status: 'unpaid' })).toEqual(['applied', 'opened']);
    const unpaid = session({ payment_status: 'unpaid' });
    expect(await tell(test, 'checkout.session.async_payment_failed', unpaid)).toEqual(['applied', 'failed']);
    expect([await balance('available'), await row()]).toEqual([
      0n,
      { state: 'failed', failure: 'declined', returned: 0n },
    ]);
  });
  it('expired, told after it was paid, stays credited', async () => {
    expect(await paid()).toEqual(['applied', 'succeeded']);
    const expired = session({ payment_status: 'unpaid', status: 'expired' });
    expect(await tell(test, 'checkout.session.expired', expired)).toEqual(['applied', 'known']);
    expect([await balance('available'), (await row()).state]).toEqual([100n * YUAN, 'succeeded']);
  });
  it('by Alipay waits as opened, is credited by its late word, and is never taken back by a stale refusal', async () => {
    const pending = session({ payment_status: 'unpaid', payment_method_types: ['alipay'] });
    expect(await tell(test, 'checkout.session.completed', pending)).toEqual(['applied', 'opened']);
    expect(await balance('available')).toBe(0n);
    expect(await tell(test, 'checkout.session.async_payment_succeeded', session())).toEqual([
      'applied',
      'succeeded',
    ]);
    expect(await tell(test, 'checkout.session.async_payment_failed', pending)).toEqual(['applied', 'known']);
    expect([await balance('available'), (await row()).state]).toEqual([100n * YUAN, 'succeeded']);
  });
  it('that expired and was paid all the same is credited', async () => {
    const expired = session({ payment_status: 'unpaid', status: 'expired' });
    expect(await tell(test, 'checkout.session.expired', expired)).toEqual(['applied', 'failed']);
    expect(await paid()).toEqual(['applied', 'succeeded']);
    expect(await balance('available')).toBe(100n * YUAN);
  });
  it('nobody asked for is ignored unpaid, waits paid, and is unmatched after ten tries', async () => {
    const foreign = { id: `cs_foreign_${n}`, metadata: {} };
    expect(await paid({ ...foreign, payment_status: 'unpaid' })).toEqual(['ignored', null]);
    const id = await receive(test, 'checkout.session.completed', session(foreign));
    for (let i = 1; i < ATTEMPTS_MAX; i++)
      await expect(applyChannelEvent(engineContext(test), eventTools(), id)).rejects.toThrow('no_payment');
    expect(await standing(test, id)).toEqual(['received', 'no_payment']);
    await applyChannelEvent(engineContext(test), eventTools(), id);
    expect(await standing(test, id)).toEqual(['unmatched', 'no_payment']);
  });
});

describe('how a top-up was paid', () => {
  /** A channel that answers a look-up with how it was paid. */
  const asked = (lookUp: PaymentChannel['lookUp']) =>
    eventTools({
      channels: { stripe: { ...sandboxChannel, name: 'stripe', lookUp } },
      appOrigin: 'http://market.test',
    });
  const applied = async (lookUp: PaymentChannel['lookUp']) => {
    const id = await receive(test, 'checkout.session.completed', session());
    await applyChannelEvent(engineContext(test), asked(lookUp), id);
    const [kept] = await test.ownerSql<{ method: string | null; days: number }[]>`
      select method, extract(day from final_at - ${test.now})::int as days from payments where id = ${topUp.id}`;
    return kept;
  };
  it('is asked, as the event doesn’t say: Alipay is final at once (L-6)', async () => {
    const done = async (_: unknown, request: { externalId: string | null }) => {
      const effect = {
        externalId: request.externalId ?? '',
        externalPaymentId: pi,
        state: 'succeeded',
      } as const;
      const rest = { failure: null, amountMicros: 100n * YUAN, currency: 'CNY', payUrl: null };
      return { kind: 'done', value: { ...effect, ...rest, method: 'alipay' } } as const;
    };
    expect(await applied(done)).toEqual({ method: 'alipay', days: 0 });
  });
  it('unanswered, is credited all the same and counts as a card: final after 120 days', async () => {
    expect(await applied(async () => ({ kind: 'unknown', message: 'no answer' }))).toEqual({
      method: null,
      days: 120,
    });
  });
});

describe('a refund', () => {
  const own = async () => {
    await paid();
    const given = {
      organizationId: buyer,
      kind: 'refund',
      amountMicros: 25n * YUAN,
      sourcePaymentId: topUp.id,
    } as const;
    return insertPayment(test, given);
  };
  it('of ours is done, comes back when the payer’s bank sends it back, and is counted on its top-up', async () => {
    const { id } = await own();
    const of = (status: string) => re({ status, metadata: { payment_id: id } });
    expect(await tell(test, 'refund.created', of('pending'))).toEqual(['applied', 'opened']);
    expect(await tell(test, 'refund.updated', of('succeeded'))).toEqual(['applied', 'succeeded']);
    expect([await balance('available'), (await row()).returned]).toEqual([75n * YUAN, 25n * YUAN]);
    expect(await tell(test, 'refund.failed', of('failed'))).toEqual(['applied', 'came_back']);
    expect([await balance('available'), (await row()).returned]).toEqual([100n * YUAN, 0n]);
    expect(await tell(test, 'refund.failed', of('failed'))).toEqual(['applied', 'known']);
  });
  it('of ours told the other way round ends the same', async () => {
    const { id } = await own();
    const of = (status: string) => re({ status, metadata: { payment_id: id } });
    await tell(test, 'refund.failed', of('failed'));
    expect(await tell(test, 'refund.updated', of('succeeded'))).toEqual(['applied', 'known']);
    expect(await tell(test, 'refund.created', of('pending'))).toEqual(['applied', 'known']);
    expect([await balance('available'), await row(id)]).toEqual([
      100n * YUAN,
      { state: 'succeeded', failure: null, returned: 25n * YUAN },
    ]);
  });
  it('of 25.00 made in the dashboard leaves the wallet once and has its row', async () => {
    await paid();
    expect(await tell(test, 'refund.created', re({ status: 'pending' }))).toEqual([
      'applied',
      'outside_refund',
    ]);
    expect(await tell(test, 'refund.updated', re())).toEqual(['applied', 'known']);
    expect([await balance('available'), (await refundRow()).state, (await row()).returned]).toEqual([
      75n * YUAN,
      'succeeded',
      25n * YUAN,
    ]);
    expect(await tell(test, 'refund.failed', re({ status: 'failed' }))).toEqual(['applied', 'came_back']);
    expect([await balance('available'), (await row()).returned]).toEqual([100n * YUAN, 0n]);
  });
  it('of the dashboard told in the wrong order, even before its top-up, ends the same', async () => {
    await receive(test, 'refund.failed', re({ status: 'failed' }));
    await receive(test, 'charge.refunded', {
      id: `ch_${n}`,
      payment_intent: pi,
      currency: 'cny',
      amount_refunded: 2_500,
    });
    await receive(test, 'refund.updated', re());
    await receive(test, 'refund.created', re({ status: 'pending' }));
    await receive(test, 'checkout.session.completed', session());
    expect(await settleEvents(test)).toEqual([]);
    expect([await balance('available'), await refundRow(), (await row()).returned]).toEqual([
      100n * YUAN,
      { state: 'succeeded', failure: null, returned: 25n * YUAN },
      0n,
    ]);
  });
  it('that we had given up and that was made all the same is taken from the wallet', async () => {
    const { id } = await own();
    await tell(test, 'refund.updated', re({ status: 'succeeded', metadata: { payment_id: id } }));
    const again = await insertPayment(test, {
      organizationId: buyer,
      kind: 'refund',
      amountMicros: 10n * YUAN,
      sourcePaymentId: topUp.id,
    });
    await giveUp(again.id);
    expect(await balance('available')).toBe(75n * YUAN);
    const late = re({ id: `re_late_${n}`, amount: 1_000, metadata: { payment_id: again.id } });
    expect(await tell(test, 'refund.updated', late)).toEqual(['applied', 'outside_refund']);
    expect([await balance('available'), (await row()).returned]).toEqual([65n * YUAN, 35n * YUAN]);
  });
  it('whose endpoint isn’t told of refunds is found by the charge’s sum', async () => {
    await paid();
    const charge = { id: `ch_${n}`, payment_intent: pi, currency: 'cny', amount_refunded: 2_500 };
    expect(await tell(test, 'charge.refunded', charge)).toEqual(['received', 'refunds_not_told']);
    await tell(test, 'refund.created', re());
    expect(await settleEvents(test)).toEqual([]);
  });
});

describe('a chargeback', () => {
  const told = (type: string, given = {}) => tell(test, `charge.dispute.${type}`, du(given));
  it('takes nothing when it is opened, the money when it is withdrawn, and gives it back when it is won', async () => {
    await paid();
    expect(await told('created')).toEqual(['applied', 'disputed']);
    expect(await balance('available')).toBe(100n * YUAN);
    expect(await told('funds_withdrawn', OUT)).toEqual(['applied', 'taken_back']);
    expect([await balance('available'), (await row()).returned]).toEqual([0n, 100n * YUAN]);
    expect(await told('funds_reinstated', BACK)).toEqual(['applied', 'reinstated']);
    expect(await told('closed', BACK)).toEqual(['applied', 'known']);
    expect([await balance('available'), (await row()).returned]).toEqual([100n * YUAN, 0n]);
  });
  it('of 60.00 at first and 100.00 when the money is taken is taken and given back as 100.00', async () => {
    await paid();
    const du60 = du({ amount: 6_000, status: 'warning_needs_response' });
    expect(await tell(test, 'charge.dispute.created', du60)).toEqual(['applied', 'disputed']);
    expect(await tell(test, 'charge.dispute.funds_withdrawn', du(OUT))).toEqual(['applied', 'taken_back']);
    expect([await balance('available'), (await row()).returned]).toEqual([0n, 100n * YUAN]);
    const late = du({ amount: 6_000, status: 'under_review', ...OUT });
    expect(await tell(test, 'charge.dispute.updated', late)).toEqual(['applied', 'known']);
    await tell(test, 'charge.dispute.funds_reinstated', du({ ...BACK, amount: 9_000 }));
    expect([await balance('available'), (await row()).returned]).toEqual([100n * YUAN, 0n]);
  });
  it('of which the channel gives back 40.00 of 100.00 gives the wallet no more: 60.00 stay gone', async () => {
    await paid();
    await told('funds_withdrawn', OUT);
    const partly = { status: 'won', balance_transactions: [{ amount: -10_000 }, { amount: 4_000 }] };
    expect(await told('funds_reinstated', partly)).toEqual(['applied', 'reinstated']);
    expect(await told('closed', partly)).toEqual(['applied', 'known']);
    expect([await balance('available'), (await row()).returned]).toEqual([40n * YUAN, 60n * YUAN]);
  });
  it('of 100.00 at stake of which the channel takes 70.00 costs the wallet 70.00', async () => {
    await paid();
    expect(await told('funds_withdrawn', { balance_transactions: [{ amount: -7_000, fee: 0 }] })).toEqual([
      'applied',
      'taken_back',
    ]);
    expect([await balance('available'), (await row()).returned]).toEqual([30n * YUAN, 70n * YUAN]);
  });
  it('of which 60.00 were refunded: the bank takes all 100.00, 60.00 are owed and borne by the exchange', async () => {
    await paid();
    await tell(test, 'refund.created', re({ amount: 6_000 }));
    const lost = await platform('losses');
    await told('funds_withdrawn', OUT);
    expect(await told('closed', { ...OUT, status: 'lost' })).toEqual(['applied', 'closed']);
    expect([
      await balance('available'),
      await balance('receivable'),
      (await platform('losses')) - lost,
    ]).toEqual([0n, -60n * YUAN, -60n * YUAN]);
    expect((await row()).returned).toBe(100n * YUAN);
  });
  it('won after the money was spent: what comes back goes to what is owed, the rest to the wallet', async () => {
    await paid();
    await tell(test, 'refund.created', re({ amount: 3_000 }));
    await told('funds_withdrawn', OUT);
    expect(await balance('receivable')).toBe(-30n * YUAN);
    await told('funds_reinstated', BACK);
    expect([await balance('available'), await balance('receivable')]).toEqual([70n * YUAN, 0n]);
    expect((await row()).returned).toBe(30n * YUAN);
  });
  it('told before its top-up is credited and given up after ten tries takes the money once it is credited', async () => {
    const id = await receive(test, 'charge.dispute.funds_withdrawn', du(OUT));
    for (let i = 0; i < ATTEMPTS_MAX; i++) await tryAgain(id);
    expect(await standing(test, id)).toEqual(['unmatched', 'no_payment']);
    await test.ownerSql`delete from graphile_worker._private_jobs`;
    await paid();
    const jobs = await test.ownerSql`
      select key from graphile_worker.jobs where key = ${`apply-channel-event:${id}`}`;
    expect(jobs).toHaveLength(1);
    await tryAgain(id);
    expect([await standing(test, id), await balance('available')]).toEqual([['applied', 'taken_back'], 0n]);
  });
  it('told in every wrong order, even before its top-up, ends the same', async () => {
    await receive(test, 'charge.dispute.closed', du(BACK));
    await receive(test, 'charge.dispute.funds_reinstated', du(BACK));
    await receive(test, 'charge.dispute.funds_withdrawn', du(OUT));
    await receive(test, 'charge.dispute.created', du());
    await receive(test, 'checkout.session.completed', session());
    expect(await settleEvents(test)).toEqual([]);
    expect([await balance('available'), (await row()).returned]).toEqual([100n * YUAN, 0n]);
    const [kept] =
      await test.ownerSql`select state, withdrawn from chargebacks where payment_id = ${topUp.id}`;
    expect(kept).toEqual({ state: 'won', withdrawn: true });
  });
});

describe('an event left behind', () => {
  it('whose second try died with its worker is applied minutes after that try was due, not before', async () => {
    const id = await receive(test, 'checkout.session.completed', session());
    const breaks = {
      ...eventTools(),
      read: () => {
        throw new Error('broke off');
      },
    };
    await expect(applyChannelEvent(engineContext(test), breaks, id)).rejects.toThrow('broke off');
    await applyUntried(engineContext(test), eventTools());
    expect(await standing(test, id)).toEqual(['received', null]);
    await passOutsideTime(test, 6 * 60_000);
    await applyUntried(engineContext(test), eventTools());
    expect([await standing(test, id), await balance('available')]).toEqual([
      ['applied', 'succeeded'],
      100n * YUAN,
    ]);
  });
});

describe('what a channel sent', () => {
  it('is removed 30 days after its event was applied, 180 after it was unmatched; what came of it stays', async () => {
    const fits = await receive(test, 'checkout.session.completed', session());
    await tryAgain(fits);
    const fitsNothing = await receive(test, 'checkout.session.completed', session({ amount_total: 1 }));
    await tryAgain(fitsNothing);
    const keptAfter = async (days: number) => {
      await removeOldPayloads(engineContext(test, new Date(test.now.getTime() + days * 86_400_000)));
      const rows = await test.ownerSql<{ id: string }[]>`
        select id from channel_events where id in ${test.ownerSql([fits, fitsNothing])} and payload <> '{}' order by state`;
      return rows.map(({ id }) => id);
    };
    expect(await keptAfter(30)).toEqual([fits, fitsNothing]);
    expect(await keptAfter(31)).toEqual([fitsNothing]);
    expect(await keptAfter(180)).toEqual([fitsNothing]);
    expect(await keptAfter(181)).toEqual([]);
    expect(await standing(test, fits)).toEqual(['applied', 'succeeded']);
  });
});

describe('a transfer', () => {
  it('of 90.00 is paid, and what comes back of it is payable again, counted as one sum', async () => {
    await earn(test, buyer, 90n * YUAN);
    const payout = await insertPayment(test, {
      organizationId: buyer,
      kind: 'payout',
      amountMicros: 90n * YUAN,
    });
    const tr = (reversed: number) =>
      transfer({ id: `tr_${n}`, amount_reversed: reversed, metadata: { payment_id: payout.id } });
    expect(await tell(test, 'transfer.reversed', tr(4_000))).toEqual(['applied', 'came_back']);
    expect(await tell(test, 'transfer.created', tr(0))).toEqual(['applied', 'known']);
    expect([await balance('in_payout'), await balance('payable')]).toEqual([0n, 40n * YUAN]);
    expect(await tell(test, 'transfer.reversed', tr(9_000))).toEqual(['applied', 'came_back']);
    expect(await tell(test, 'transfer.reversed', tr(4_000))).toEqual(['applied', 'known']);
    expect([await balance('payable'), await row(payout.id)]).toEqual([
      90n * YUAN,
      { state: 'succeeded', failure: null, returned: 90n * YUAN },
    ]);
  });
});

describe('an event', () => {
  it('of a type we know nothing of is kept as ignored, and so is one of Stripe’s that we don’t use', async () => {
    for (const type of ['an.event.of.tomorrow', 'payment_intent.succeeded', 'customer.updated'])
      expect([type, ...(await tell(test, type, { id: `x_${n}` }))]).toEqual([type, 'ignored', null]);
  });
  it('that an account left closes the payee, and what was on its way to it is payable again', async () => {
    const lookedAt: string[] = [];
    const channel: PaymentChannel = {
      ...sandboxChannel,
      name: 'stripe',
      getPayee: (externalId) => {
        lookedAt.push(externalId);
        const gone = { externalId, enabled: false, disabled: true, requirements: [] };
        return Promise.resolve({ kind: 'done', value: gone });
      },
    };
    const payments = { channels: { stripe: channel }, appOrigin: 'http://market.test' };
    const account = `acct_${n}`;
    await test.ownerSql`insert into channel_accounts ${test.ownerSql({
      organization_id: buyer,
      channel: 'stripe',
      role: 'payee',
      external_id: account,
      state: 'enabled',
      chosen_at: test.now,
      updated_at: test.now,
      event_at: test.now,
    })}`;
    await earn(test, buyer, 90n * YUAN);
    const payee = { externalId: account, bank: null };
    const given = { organizationId: buyer, kind: 'payout', amountMicros: 90n * YUAN, payee } as const;
    const payout = await insertPayment(test, given);
    const application = { id: `ca_${n}`, object: 'application' };
    const id = await receive(test, 'account.application.deauthorized', application, { account });
    await applyChannelEvent(engineContext(test), eventTools(payments), id);
    expect([await standing(test, id), lookedAt]).toEqual([['applied', 'payee_read'], [account]]);
    await attemptPayment(engineContext(test), payments, payout.id);
    expect(await row(payout.id)).toMatchObject({ state: 'failed', failure: 'payee_closed' });
    expect([await balance('payable'), await balance('in_payout')]).toEqual([90n * YUAN, 0n]);
  });
  it('that breaks off says why and is tried again', async () => {
    const id = await receive(test, 'checkout.session.completed', session({ amount_total: 0.5 }));
    await expect(applyChannelEvent(engineContext(test), eventTools(), id)).rejects.toThrow('L-1');
    const [kept] =
      await test.ownerSql`select state, attempts, last_error from channel_events where id = ${id}`;
    expect(kept).toMatchObject({
      state: 'received',
      attempts: 1,
      last_error: expect.stringContaining('L-1'),
    });
    await test.ownerSql`update channel_events set state = 'ignored', applied_at = now() where id = ${id}`;
  });
  it('of the platform’s own payouts has the lines read anew', async () => {
    expect(await tell(test, 'payout.paid', { id: `po_${n}` })).toEqual(['applied', 'movements_read']);
    const jobs =
      await test.ownerSql`select 1 from graphile_worker.jobs where task_identifier = 'read-movements'`;
    expect(jobs.length).toBe(1);
  });
  it('of 90.00 given up and told of later is paid once: the 40.00 still payable go, the 50.00 paid out meanwhile are owed', async () => {
    await earn(test, buyer, 90n * YUAN);
    const given = { organizationId: buyer, kind: 'payout', amountMicros: 90n * YUAN } as const;
    const payout = await insertPayment(test, given);
    await giveUp(payout.id);
    expect([await balance('payable'), (await row(payout.id)).state]).toEqual([90n * YUAN, 'failed']);
    const second = await insertPayment(test, { ...given, amountMicros: 50n * YUAN });
    const told = (id: string, paymentId: string, amount: number) =>
      tell(test, 'transfer.created', transfer({ id, amount, metadata: { payment_id: paymentId } }));
    await told(`tr_second_${n}`, second.id, 5_000);
    expect(await told(`tr_${n}`, payout.id, 8_000)).toEqual(['unmatched', 'amount_differs']);
    expect(await told(`tr_${n}`, payout.id, 9_000)).toEqual(['applied', 'succeeded']);
    expect(await told(`tr_${n}`, payout.id, 9_000)).toEqual(['applied', 'known']);
    expect([await balance('payable'), await balance('receivable'), await balance('in_payout')]).toEqual([
      0n,
      -50n * YUAN,
      0n,
    ]);
    expect(await row(payout.id)).toEqual({ state: 'succeeded', failure: null, returned: 0n });
  });
});
