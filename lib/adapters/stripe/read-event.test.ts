import { describe, expect, it } from 'vitest';
import { dispute, paidSession, refund, stripeEvent, transfer } from '../testing/stripe-events';
import { readStripeEvent } from './read-event';

type Plain = Readonly<Record<string, unknown>>;
const read = (type: string, object: Plain, given?: Plain) =>
  readStripeEvent(stripeEvent(type, object, given));

describe('a checkout session', () => {
  const effect = (type: string, given: Plain = {}) => {
    const event = read(`checkout.session.${type}`, paidSession(given));
    return event.kind === 'top_up' ? event.effect : null;
  };
  it('that is paid is money: 10 000 fen are 100.00 yuan, for the row in its metadata', () => {
    expect(read('checkout.session.completed', paidSession())).toEqual({
      kind: 'top_up',
      paymentId: 'pay_1',
      effect: {
        externalId: 'cs_1',
        namesPayment: 'pay_1',
        externalPaymentId: 'pi_1',
        state: 'succeeded',
        failure: null,
        method: null,
        amountMicros: 100_000_000n,
        currency: 'CNY',
        payUrl: null,
      },
    });
  });
  it('that is complete and unpaid isn’t yet: the bank’s word is awaited', () => {
    expect(effect('completed', { payment_status: 'unpaid' })?.state).toBe('open');
    expect(effect('completed', { payment_status: 'no_payment_required' })?.state).toBe('open');
    expect(effect('async_payment_succeeded')?.state).toBe('succeeded');
  });
  it('that failed or expired unpaid failed; one that was paid all the same is money', () => {
    const failed = effect('async_payment_failed', { payment_status: 'unpaid' });
    expect([failed?.state, failed?.failure]).toEqual(['failed', 'declined']);
    const expired = effect('expired', { payment_status: 'unpaid', status: 'expired' });
    expect([expired?.state, expired?.failure]).toEqual(['failed', 'expired']);
    expect(effect('expired')?.state).toBe('succeeded');
  });
  it('in yen has no minor units: 10 000 are 10 000 yen', () => {
    const yen = effect('completed', { currency: 'jpy' });
    expect([yen?.amountMicros, yen?.currency]).toEqual([10_000_000_000n, 'JPY']);
  });
  it('with an amount that isn’t a whole number can’t be read', () => {
    expect(() => effect('completed', { amount_total: 0.5 })).toThrow(/L-1/);
  });
});

describe('a refund', () => {
  it('made in the dashboard names no row of ours, but the payment it gives back', () => {
    expect(read('refund.created', refund())).toMatchObject({
      kind: 'refund',
      paymentId: null,
      sourceExternalPaymentId: 'pi_1',
      effect: { externalId: 're_1', state: 'succeeded', amountMicros: 25_000_000n },
    });
  });
  it('is open while it is pending or waits for the customer, and failed when it failed or was canceled', () => {
    const state = (status: string) => {
      const event = read('refund.updated', refund({ status, metadata: { payment_id: 'pay_2' } }));
      return event.kind === 'refund' ? [event.paymentId, event.effect.state, event.effect.failure] : null;
    };
    expect(state('pending')).toEqual(['pay_2', 'open', null]);
    expect(state('requires_action')).toEqual(['pay_2', 'open', null]);
    expect(state('canceled')).toEqual(['pay_2', 'failed', 'canceled']);
    expect(
      read('refund.failed', refund({ status: 'failed', failure_reason: 'lost_or_stolen_card' })),
    ).toMatchObject({ effect: { state: 'failed', failure: 'lost_or_stolen_card' } });
  });
  it('summed up on its charge says only how much was given back', () => {
    const charge = { id: 'ch_1', payment_intent: 'pi_1', currency: 'cny', amount_refunded: 4_000 };
    const told = { kind: 'refunded_total', externalPaymentId: 'pi_1', refundedMicros: 40_000_000n };
    expect(read('charge.refunded', charge)).toEqual(told);
  });
});

describe('a dispute', () => {
  const seen = (type: string, given: Plain = {}) => {
    const event = read(`charge.dispute.${type}`, dispute(given));
    if (event.kind !== 'chargeback') return null;
    const { state, withdrawn, reinstated } = event.chargeback;
    return { state, withdrawn, reinstated };
  };
  const OUT = { amount: -10_000, fee: 1_500 };
  const BACK = { amount: 10_000, fee: 0 };
  it('takes nothing until funds are withdrawn, by the event’s name or its own lines', () => {
    expect(seen('created')).toEqual({ state: 'open', withdrawn: false, reinstated: false });
    expect(seen('created', { balance_transactions: [OUT] })?.withdrawn).toBe(true);
    expect(seen('funds_withdrawn')).toEqual({ state: 'open', withdrawn: true, reinstated: false });
  });
  it('that gave the money back has taken it before, in whatever order it is told', () => {
    expect(seen('funds_reinstated', { status: 'won' })).toEqual({
      state: 'won',
      withdrawn: true,
      reinstated: true,
    });
    expect(seen('closed', { status: 'won', balance_transactions: [OUT, BACK] })?.reinstated).toBe(true);
  });
  it('lost is lost; an inquiry that was closed, or one prevented, is as good as won; an appeal is open', () => {
    expect(seen('closed', { status: 'lost', balance_transactions: [OUT] })).toEqual({
      state: 'lost',
      withdrawn: true,
      reinstated: false,
    });
    expect(seen('closed', { status: 'warning_closed' })?.state).toBe('won');
    expect(seen('closed', { status: 'prevented' })?.state).toBe('won');
    expect(seen('updated', { status: 'appeal_under_review' })?.state).toBe('open');
  });
});

describe('a dispute of which a part moved', () => {
  it('takes 70.00 of 100.00 at stake, and gives back 40.00, as its own lines say; without lines, all of it', () => {
    const moved = (...amounts: number[]) =>
      read('charge.dispute.closed', dispute({ balance_transactions: amounts.map((amount) => ({ amount })) }));
    expect(moved(-7_000, 4_000)).toMatchObject({
      chargeback: { amountMicros: 70_000_000n, reinstatedMicros: 40_000_000n },
    });
    expect(moved()).toMatchObject({ chargeback: { amountMicros: 100_000_000n, reinstatedMicros: null } });
  });
});

describe('what else Stripe tells', () => {
  it('of a transfer: that it was made, and all that came back so far', () => {
    expect(read('transfer.reversed', transfer({ amount_reversed: 4_000 }))).toMatchObject({
      kind: 'payout',
      paymentId: 'pay_3',
      effect: { externalId: 'tr_1', state: 'succeeded', amountMicros: 90_000_000n },
      reversedMicros: 40_000_000n,
    });
  });
  it('of a payee only makes us ask anew', () => {
    const account = { id: 'acct_1', charges_enabled: true };
    expect(read('account.updated', account, { account: 'acct_1' })).toEqual({
      kind: 'payee',
      externalId: 'acct_1',
    });
    const capability = { id: 'transfers' };
    expect(read('capability.updated', capability, { account: 'acct_2' })).toEqual({
      kind: 'payee',
      externalId: 'acct_2',
    });
    const application = { id: 'ca_1', object: 'application' };
    expect(read('account.application.deauthorized', application, { account: 'acct_3' })).toEqual({
      kind: 'payee',
      externalId: 'acct_3',
    });
  });
  it('of our own bank, that lines are to be read; of everything else, nothing', () => {
    expect(read('payout.paid', { id: 'po_1' })).toEqual({ kind: 'own_bank' });
    for (const type of [
      'payment_intent.succeeded',
      'charge.succeeded',
      'customer.created',
      'an.event.of.tomorrow',
    ])
      expect(read(type, { id: 'x_1' })).toEqual({ kind: 'ignored' });
  });
});
