import type Stripe from 'stripe';
import { post } from '@/db/queries/post';
import { makeOrganization } from '@/db/testing/fixtures';
import type { Paying, PayMethod } from '@/e2e/stripe/payments';
import { readStripeEvent } from '@/lib/adapters/stripe/read-event';
import { assert } from '@/lib/core/assert';
import { fundGuarantee } from '@/lib/ledger/recipes';
import { attemptPayment } from '../../payments/attempt-payment';
import type { Answer, PaymentTools } from '../../payments/channel';
import type { PaymentRow } from '../../payments/kinds';
import { type Market, onboardedProvider, paidTopUp } from '../../payments/testing/effects';
import { insertPayment, spend } from '../../payments/testing/payment-rows';
import { engineContext } from '../../testing/contexts';

const YUAN = 1_000_000n;

const deafTo =
  <Request, Value>(call: (request: Request) => Promise<Answer<Value>>) =>
  async (request: Request): Promise<Answer<Value>> => {
    await call(request);
    return { kind: 'unknown', message: 'the answer got lost' };
  };

/** The tools of somebody whose calls go through and who hears no answer. */
function deafTools(tools: PaymentTools): PaymentTools {
  const { stripe } = tools.channels;
  assert(stripe, 'stripe');
  const { startTopUp, refund, pay } = stripe;
  const deaf = { ...stripe, startTopUp: deafTo(startTopUp), refund: deafTo(refund), pay: deafTo(pay) };
  return { ...tools, channels: { stripe: deaf } };
}

/** Writes a history of everything that happens at Stripe; our rows stand, and whatever was answered got lost. */
class Author {
  private readonly deaf: PaymentTools;
  readonly names = new Map<string, string>();

  constructor(private readonly market: Market) {
    this.deaf = deafTools(market.tools);
  }

  async buyer(name: string): Promise<string> {
    const id = await makeOrganization(this.market.test, { name });
    this.names.set(id, name);
    return id;
  }

  async provider(name: string, earnedYuan: bigint): Promise<{ organizationId: string; externalId: string }> {
    const provider = await onboardedProvider(this.market, earnedYuan * YUAN);
    this.names.set(provider.organizationId, name);
    return provider;
  }

  /** A top-up that is credited before the history begins. */
  credited(organizationId: string, yuan: bigint, method?: PayMethod): Promise<PaymentRow> {
    return paidTopUp(this.market, organizationId, yuan * YUAN, method);
  }

  /** A top-up whose page stands; promises its session. */
  async page(organizationId: string, yuan: bigint): Promise<string> {
    const row = await insertPayment(this.market.test, {
      organizationId,
      kind: 'top_up',
      amountMicros: yuan * YUAN,
    });
    return this.send(row);
  }

  async paid(organizationId: string, yuan: bigint, how?: Paying): Promise<string> {
    const session = await this.page(organizationId, yuan);
    this.market.stripe.dashboard.pay(session, how);
    return session;
  }

  async refund(source: PaymentRow, yuan: bigint): Promise<string> {
    const { organizationId, id: sourcePaymentId } = source;
    const amountMicros = yuan * YUAN;
    const given = { organizationId, kind: 'refund', amountMicros, sourcePaymentId } as const;
    return this.send(await insertPayment(this.market.test, given));
  }

  async payout(to: { organizationId: string; externalId: string }, yuan: bigint): Promise<string> {
    const { organizationId, externalId } = to;
    const payee = { externalId, bank: null };
    const given = { organizationId, kind: 'payout', amountMicros: yuan * YUAN, payee } as const;
    return this.send(await insertPayment(this.market.test, given));
  }

  private async send({ id }: PaymentRow): Promise<string> {
    await attemptPayment(engineContext(this.market.test), this.deaf, id);
    const made = this.market.stripe.effectsWith('payment_id', id)[0];
    assert(made, 'sent', { id });
    return made.id;
  }
}

async function topUps(author: Author, { stripe: { dashboard } }: Market): Promise<void> {
  await author.paid(await author.buyer('pays'), 100n);
  const later = await author.paid(await author.buyer('pays later'), 80n, { method: 'alipay', later: true });
  dashboard.finishPayment(later, 'succeeded');
  dashboard.settleRefund(dashboard.refund(later, 1_000).id, 'succeeded');
  const fails = await author.paid(await author.buyer('fails later'), 50n, { later: true });
  dashboard.finishPayment(fails, 'failed');
  dashboard.expire(await author.page(await author.buyer('lets it expire'), 40n));
}

async function refunds(author: Author, { stripe: { dashboard } }: Market): Promise<void> {
  await author.refund(await author.credited(await author.buyer('refunded'), 100n), 40n);
  const slow = await author.credited(await author.buyer('refunded slowly'), 100n, 'alipay');
  dashboard.settleRefund(await author.refund(slow, 30n), 'succeeded');
  dashboard.settleRefund(await author.refund(slow, 20n), 'failed');
  const back = await author.credited(await author.buyer('refund came back'), 60n);
  dashboard.settleRefund(await author.refund(back, 45n), 'failed');
  const session = await author.paid(await author.buyer('refunded in the dashboard'), 90n);
  dashboard.refund(session, 2_500);
  dashboard.settleRefund(dashboard.refund(session, 1_500).id, 'failed');
}

async function chargebacks(author: Author, market: Market): Promise<void> {
  const { dashboard } = market.stripe;
  const paid = await author.paid(await author.buyer('charges back'), 70n, { later: true });
  dashboard.finishPayment(paid, 'succeeded');
  dashboard.closeDispute(dashboard.dispute(paid).id, 'lost');
  const sourceOf = ({ externalId }: PaymentRow) => externalId ?? '';
  const won = await author.credited(await author.buyer('charges back in vain'), 55n);
  dashboard.closeDispute(dashboard.dispute(sourceOf(won)).id, 'won');
  const asked = await author.credited(await author.buyer('only asks'), 35n);
  dashboard.closeDispute(dashboard.dispute(sourceOf(asked), { inquiry: true }).id, 'won');
  const escalated = await author.credited(await author.buyer('asks first'), 33n);
  const dispute = dashboard.dispute(sourceOf(escalated), { inquiry: true });
  dashboard.escalateDispute(dispute.id);
  dashboard.closeDispute(dispute.id, 'lost');
  const partly = await author.credited(await author.buyer('refunded and charges back'), 100n);
  dashboard.refund(sourceOf(partly), 3_000);
  dashboard.closeDispute(dashboard.dispute(sourceOf(partly)).id, 'lost');
}

/** Money that was spent before it was charged back: it is owed, and what comes in goes there first. */
async function debts(author: Author, market: Market): Promise<void> {
  const { test, stripe } = market;
  const providerId = await makeOrganization(test, { provider: true, name: 'sells to debtors' });
  author.names.set(providerId, 'sells to debtors');
  const spent = async (name: string, yuan: bigint, feeYuan: bigint) => {
    const buyerId = await author.buyer(name);
    const row = await author.credited(buyerId, yuan);
    await spend(test, { buyerId, providerId }, yuan * YUAN, feeYuan * YUAN);
    return { buyerId, dispute: stripe.dashboard.dispute(row.externalId ?? '') };
  };
  const owes = await spent('owes', 60n, 20n);
  stripe.dashboard.closeDispute(owes.dispute.id, 'lost');
  await author.paid(owes.buyerId, 25n);
  await author.paid(owes.buyerId, 20n);
  const owed = await spent('owed', 45n, 5n);
  await author.paid(owed.buyerId, 30n);
  stripe.dashboard.closeDispute(owed.dispute.id, 'won');
  const ctx = engineContext(test);
  const stamp = { id: ctx.newId('posting'), eventAt: ctx.now, currency: 'CNY' };
  await test.db.asEngine((tx) => post(tx, [fundGuarantee(stamp, '2026-11-01', 20n * YUAN)]));
}

async function payouts(author: Author, { stripe: { dashboard } }: Market): Promise<void> {
  const paid = await author.provider('paid', 100n);
  await author.payout(paid, 60n);
  dashboard.setAccount(paid.externalId, 'restricted');
  dashboard.setAccount(paid.externalId, 'enabled');
  const back = await author.provider('paid, and back it came', 200n);
  const partly = await author.payout(back, 80n);
  dashboard.reverseTransfer(partly, 3_000);
  dashboard.reverseTransfer(partly, 2_000);
  dashboard.reverseTransfer(await author.payout(back, 50n));
  dashboard.setAccount(back.externalId, 'rejected');
}

export interface History {
  /** In the order in which they happened. */
  readonly events: readonly Stripe.Event[];
  /** The organizations' names by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** A few events that mean nothing to us are among them. */
const IGNORED_KEPT = 3;

/** A rich history at Stripe: our rows stand as they stood when it began, and nothing of it has been told us. */
export async function richHistory(market: Market): Promise<History> {
  const author = new Author(market);
  for (const chapter of [topUps, refunds, chargebacks, debts, payouts]) await chapter(author, market);
  let ignored = 0;
  const events = [...market.stripe.world.events.values()].filter((event) => {
    const isIgnored = readStripeEvent({ ...event }).kind === 'ignored';
    return !isIgnored || ++ignored <= IGNORED_KEPT;
  });
  return { events, names: author.names };
}
