import type Stripe from 'stripe';
import { z } from 'zod';
import { expireDue, expireSession } from './checkout';
import { closeDispute, type Disputing, escalateDispute, openDispute } from './disputes';
import { move } from './movements';
import { type AccountStanding, leaveAccount, setAccount } from './parties';
import { chargeOf, finishPayment, type Paying, pay } from './payments';
import { refundCharge, settleRefund } from './refunds';
import { reverseTransfer } from './transfers';
import type { World } from './world';

/** What people and banks do at Stripe, beside our own calls. A payment is named by its session, intent or charge. */
export interface Dashboard {
  readonly pay: (sessionId: string, how?: Paying) => Stripe.Checkout.Session;
  readonly finishPayment: (sessionId: string, how: 'succeeded' | 'failed') => Stripe.Checkout.Session;
  readonly expire: (sessionId: string) => Stripe.Checkout.Session;
  readonly refund: (paymentId: string, amount?: number) => Stripe.Refund;
  readonly settleRefund: (refundId: string, how: 'succeeded' | 'failed') => Stripe.Refund;
  readonly dispute: (paymentId: string, how?: Disputing) => Stripe.Dispute;
  readonly escalateDispute: (disputeId: string) => Stripe.Dispute;
  readonly closeDispute: (disputeId: string, how: 'won' | 'lost') => Stripe.Dispute;
  readonly setAccount: (accountId: string, standing: AccountStanding) => Stripe.Account;
  /** A connected account takes its leave of the platform. */
  readonly leaveAccount: (accountId: string) => void;
  readonly reverseTransfer: (transferId: string, amount?: number) => Stripe.TransferReversal;
  /** Money of the platform's own is added to, or sent from, its balance. */
  readonly moveOwnMoney: (amount: number) => Stripe.BalanceTransaction;
  readonly advance: (milliseconds: number) => void;
  readonly moveTo: (instant: Date) => void;
}

export function dashboardOf(world: World): Dashboard {
  return {
    pay: (id, how) => pay(world, id, how),
    finishPayment: (id, how) => finishPayment(world, id, how),
    expire: (id) => expireSession(world, id),
    refund: (id, amount) =>
      refundCharge(world, chargeOf(world, id), {
        amount: amount ?? null,
        reason: 'requested_by_customer',
        metadata: {},
      }),
    settleRefund: (id, how) => settleRefund(world, id, how),
    dispute: (id, how) => openDispute(world, id, how),
    escalateDispute: (id) => escalateDispute(world, id),
    closeDispute: (id, how) => closeDispute(world, id, how),
    setAccount: (id, standing) => setAccount(world, id, standing),
    leaveAccount: (id) => leaveAccount(world, id),
    reverseTransfer: (id, amount) => reverseTransfer(world, id, { amount: amount ?? null }),
    moveOwnMoney: (amount) =>
      move(world, {
        type: amount > 0 ? 'topup' : 'payout',
        amount,
        currency: world.house.currency,
        source: world.nextId(amount > 0 ? 'tu' : 'po'),
      }),
    advance: (milliseconds) => {
      world.clock.advance(milliseconds);
      expireDue(world);
    },
    moveTo: (instant) => {
      world.clock.moveTo(instant);
      expireDue(world);
    },
  };
}

const id = z.string().min(1);
const how = z.enum(['succeeded', 'failed']);
const amount = z.number().int().positive().optional();

/** The same over HTTP, for tests in another process: POST /dashboard/<act> with JSON. */
export const ACTS: Readonly<Record<string, (dashboard: Dashboard, said: unknown) => object>> = {
  finishPayment: (dashboard, said) => {
    const it = z.strictObject({ session: id, how }).parse(said);
    return dashboard.finishPayment(it.session, it.how);
  },
  expire: (dashboard, said) => dashboard.expire(z.strictObject({ session: id }).parse(said).session),
  refund: (dashboard, said) => {
    const it = z.strictObject({ payment: id, amount }).parse(said);
    return dashboard.refund(it.payment, it.amount);
  },
  settleRefund: (dashboard, said) => {
    const it = z.strictObject({ refund: id, how }).parse(said);
    return dashboard.settleRefund(it.refund, it.how);
  },
  dispute: (dashboard, said) => {
    const it = z.strictObject({ payment: id, amount, inquiry: z.boolean().optional() }).parse(said);
    const { payment, ...disputing } = it;
    return dashboard.dispute(payment, disputing);
  },
  closeDispute: (dashboard, said) => {
    const it = z.strictObject({ dispute: id, how: z.enum(['won', 'lost']) }).parse(said);
    return dashboard.closeDispute(it.dispute, it.how);
  },
  setAccount: (dashboard, said) => {
    const it = z
      .strictObject({ account: id, standing: z.enum(['enabled', 'restricted', 'rejected']) })
      .parse(said);
    return dashboard.setAccount(it.account, it.standing);
  },
  reverseTransfer: (dashboard, said) => {
    const it = z.strictObject({ transfer: id, amount }).parse(said);
    return dashboard.reverseTransfer(it.transfer, it.amount);
  },
  moveOwnMoney: (dashboard, said) =>
    dashboard.moveOwnMoney(z.strictObject({ amount: z.number().int() }).parse(said).amount),
  advance: (dashboard, said) => {
    dashboard.advance(z.strictObject({ milliseconds: z.number().int().positive() }).parse(said).milliseconds);
    return {};
  },
};
