import type Stripe from 'stripe';
import { refused } from './problem';
import type { World } from './world';

const DAY = 86_400;

/** What moves the platform's balance, with the categories Stripe reports them under. */
const CATEGORIES = {
  charge: 'charge',
  refund: 'refund',
  refund_failure: 'refund_failure',
  transfer: 'transfer',
  transfer_refund: 'transfer_reversal',
  adjustment: 'dispute',
  payout: 'payout',
  topup: 'topup',
} as const;
export type MovementType = keyof typeof CATEGORIES;

export interface Move {
  readonly type: MovementType;
  readonly amount: number;
  readonly currency: string;
  readonly source: string | null;
  readonly fee?: number;
  readonly availableAfterDays?: number;
  readonly category?: string;
  readonly description?: string;
}

/** Writes a line of the balance; a charge in a foreign currency is converted, and says at what rate. */
export function move(world: World, it: Move): Stripe.BalanceTransaction {
  const foreign = it.currency !== world.house.currency;
  const rate = foreign ? world.house.conversionRate : 1;
  const amount = Math.round(it.amount * rate);
  const fee = it.fee ?? 0;
  const created = world.clock.seconds();
  const line: Stripe.BalanceTransaction = {
    id: world.nextId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: created + (it.availableAfterDays ?? 0) * DAY,
    balance_type: 'payments',
    created,
    currency: world.house.currency,
    description: it.description ?? null,
    exchange_rate: foreign ? rate : null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: world.house.currency,
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: amount - fee,
    reporting_category: it.category ?? CATEGORIES[it.type],
    source: it.source,
    status: 'pending',
    type: it.type,
  };
  world.movements.set(line.id, line);
  return line;
}

/** A line as it stands now: its status follows the clock. */
export const asOfNow = (world: World, line: Stripe.BalanceTransaction): Stripe.BalanceTransaction => ({
  ...line,
  status: line.available_on <= world.clock.seconds() ? 'available' : 'pending',
});

/** What may be spent and what is on its way, in minor units of the platform's currency. */
export function balanceNow(world: World): { readonly available: number; readonly pending: number } {
  const now = world.clock.seconds();
  let available = 0;
  let pending = 0;
  for (const line of world.movements.values())
    if (line.available_on <= now) available += line.net;
    else pending += line.net;
  return { available, pending };
}

export function getBalance(world: World): Stripe.Balance {
  const { available, pending } = balanceNow(world);
  const of = (amount: number) => [{ amount, currency: world.house.currency, source_types: { card: amount } }];
  return { object: 'balance', available: of(available), livemode: false, pending: of(pending) };
}

/** Refuses what the available balance doesn't cover, as Stripe refuses a transfer. */
export function needAvailable(world: World, amount: number): void {
  if (balanceNow(world).available < amount)
    throw refused(
      'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance.',
      { code: 'balance_insufficient' },
    );
}
