import type Stripe from 'stripe';
import { fromMinorUnits } from '@/lib/ledger/minor-units';
import type { ChannelBalance, Movement } from '@/lib/services/payments/channel';
import { amountOf, idOf } from './amounts';

const KINDS: Readonly<Record<string, Movement['kind']>> = {
  charge: 'top_up',
  payment: 'top_up',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund',
  payment_failure_refund: 'refund',
  transfer: 'payout',
  transfer_refund: 'reversal',
  transfer_cancel: 'reversal',
  transfer_failure: 'reversal',
  stripe_fee: 'fee',
  stripe_fx_fee: 'fee',
  tax_fee: 'fee',
  payout: 'to_bank',
  payout_cancel: 'to_bank',
  payout_failure: 'to_bank',
  topup: 'to_bank',
  topup_reversal: 'to_bank',
};

const kindOf = (line: Stripe.BalanceTransaction): Movement['kind'] =>
  /^(dispute|partial_capture_reversal)/.test(line.reporting_category) && line.type === 'adjustment'
    ? 'chargeback'
    : (KINDS[line.type] ?? 'other');

/** What a line's object is known by in our rows. */
function sourceOf({ source }: Stripe.BalanceTransaction): string | null {
  if (source === null || typeof source === 'string') return source;
  if (source.object === 'charge') return idOf(source.payment_intent) ?? source.id;
  if (source.object === 'transfer_reversal') return idOf(source.transfer) ?? source.id;
  return source.id;
}

const instant = (seconds: number): Date => new Date(seconds * 1000);

/** A line of Stripe's balance; a fee that is given back counts as part of the amount. */
export function movementOf(line: Stripe.BalanceTransaction): Movement {
  const fee = Math.max(0, line.fee);
  const { amountMicros, currency } = amountOf(line.net + fee, line.currency);
  return {
    id: line.id,
    kind: kindOf(line),
    amountMicros,
    feeMicros: fromMinorUnits(fee, currency),
    currency,
    externalId: sourceOf(line),
    occurredAt: instant(line.created),
    availableAt: instant(line.available_on),
  };
}

/** Every line since an instant, oldest first. */
export async function listLines(stripe: Stripe, since: Date): Promise<readonly Movement[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  const lines: Movement[] = [];
  for await (const line of stripe.balanceTransactions.list({ created, limit: 100, expand: ['data.source'] }))
    lines.push(movementOf(line));
  return lines.reverse();
}

/** What is there in a currency, and on its way. */
export async function balanceIn(stripe: Stripe, currency: string): Promise<ChannelBalance> {
  const balance = await stripe.balance.retrieve();
  const sum = (parts: readonly { readonly amount: number; readonly currency: string }[]) =>
    fromMinorUnits(
      parts
        .filter((part) => part.currency === currency.toLowerCase())
        .reduce((total, part) => total + part.amount, 0),
      currency,
    );
  return { availableMicros: sum(balance.available), pendingMicros: sum(balance.pending) };
}
