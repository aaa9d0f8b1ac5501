import { randomBytes } from 'node:crypto';
import Stripe from 'stripe';
import type { StripeClock } from './clock';

/** What came into being at Stripe by one request; a repeated request with its key adds nothing. */
export interface StripeEffect {
  readonly object: 'customer' | 'checkout.session' | 'refund' | 'account' | 'transfer' | 'transfer_reversal';
  readonly id: string;
  readonly idempotencyKey: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly amount: number | null;
}

/** How this Stripe account does business. */
export interface StripeHouse {
  /** What Stripe takes of a charge, and how long until its money may be spent. */
  readonly feeBps: number;
  readonly feeFixed: number;
  readonly availableAfterDays: number;
  readonly disputeFee: number;
  /** The currency the platform is settled in; charges in others are converted at the rate. */
  readonly currency: string;
  readonly conversionRate: number;
  /** Refunds by these methods stay pending until the payer's side has taken them. */
  readonly slowRefunds: readonly string[];
}

export const USUAL_HOUSE: StripeHouse = {
  feeBps: 290,
  feeFixed: 200,
  availableAfterDays: 7,
  disputeFee: 10_000,
  currency: 'cny',
  conversionRate: 1,
  slowRefunds: ['alipay', 'wechat_pay'],
};

type EventOf<T extends Stripe.Event['type']> = Extract<Stripe.Event, { type: T }>;
export type Emit = <T extends Stripe.Event['type']>(
  type: T,
  object: EventOf<T>['data']['object'],
  more?: { readonly account?: string; readonly previous?: EventOf<T>['data']['previous_attributes'] },
) => void;

export interface OnboardingLink {
  readonly account: string;
  readonly returnUrl: string;
  readonly refreshUrl: string;
  readonly expiresAt: number;
  used: boolean;
}

/** Everything this Stripe knows; objects are Stripe's own, changed in place. */
export interface World {
  readonly house: StripeHouse;
  readonly clock: StripeClock;
  /** Where the hosted pages are. */
  readonly origin: () => string;
  readonly nextId: (prefix: string) => string;
  readonly emit: Emit;
  readonly customers: Map<string, Stripe.Customer>;
  readonly sessions: Map<string, Stripe.Checkout.Session>;
  readonly intents: Map<string, Stripe.PaymentIntent>;
  readonly charges: Map<string, Stripe.Charge>;
  readonly refunds: Map<string, Stripe.Refund>;
  readonly disputes: Map<string, Stripe.Dispute>;
  readonly accounts: Map<string, Stripe.Account>;
  /** Connected accounts that left. */
  readonly goneAccounts: Set<string>;
  readonly transfers: Map<string, Stripe.Transfer>;
  readonly movements: Map<string, Stripe.BalanceTransaction>;
  readonly events: Map<string, Stripe.Event>;
  readonly links: Map<string, OnboardingLink>;
  /** What a session's payment intent will carry, once the payer pays. */
  readonly intentMetadata: Map<string, Record<string, string>>;
  readonly effects: StripeEffect[];
}

/** An empty Stripe; `onEvent` hears of every event as it was at that moment. */
export function emptyWorld(
  house: StripeHouse,
  clock: StripeClock,
  origin: () => string,
  onEvent: (event: Stripe.Event) => void,
): World {
  const tag = randomBytes(4).toString('hex');
  let made = 0;
  const nextId = (prefix: string) => `${prefix}_${tag}${(++made).toString(36).padStart(6, '0')}`;
  const events = new Map<string, Stripe.Event>();
  const emit: Emit = (type, object, more = {}) => {
    const event = {
      id: nextId('evt'),
      object: 'event',
      api_version: Stripe.API_VERSION,
      created: clock.seconds(),
      data: { object: structuredClone(object), previous_attributes: more.previous },
      livemode: false,
      pending_webhooks: 1,
      request: null,
      type,
      ...(more.account ? { account: more.account } : {}),
    } as Stripe.Event;
    events.set(event.id, event);
    onEvent(event);
  };
  return {
    house,
    clock,
    origin,
    nextId,
    emit,
    events,
    customers: new Map(),
    sessions: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    accounts: new Map(),
    goneAccounts: new Set(),
    transfers: new Map(),
    movements: new Map(),
    links: new Map(),
    intentMetadata: new Map(),
    effects: [],
  };
}
