import type { ChannelName, PaymentKind } from '@/db/schema';
import type { Micros } from '@/lib/core/amount';

/**
 * What a channel answered. `refused` is a definite no: nothing happened and nothing will. `unknown` is a timeout, a lost
 * connection or a server's error: it may have happened, so the row stays as it is (L-5).
 */
export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | {
      readonly kind: 'unknown';
      readonly message: string;
      /** What can't be by our own doing, and an operator has to look at: a row's key was used with other parameters. */
      readonly alarm?: 'key_conflict';
    };

/** How an effect stands at its channel. */
export type EffectState = 'open' | 'succeeded' | 'failed';

/** An effect as its channel tells of it; amounts in micros. */
export interface Effect {
  readonly externalId: string;
  /** The channel's payment behind a paid checkout. */
  readonly externalPaymentId: string | null;
  readonly state: EffectState;
  /** The row of ours that the channel's object names, where it is told; never another's than asked about. */
  readonly namesPayment?: string | null;
  /** A closed code, when it failed. */
  readonly failure: string | null;
  readonly method: string | null;
  readonly amountMicros: Micros;
  readonly currency: string;
  /** The hosted page on which the payer pays, while it is open. */
  readonly payUrl: string | null;
}

/** What every effect carries to its channel: our row's id goes along as metadata, the key makes it happen once. */
export interface EffectRequest {
  readonly paymentId: string;
  /** Derived from the row alone, so that a repeated call is the same call. */
  readonly idempotencyKey: string;
  readonly organizationId: string;
  readonly amountMicros: Micros;
  readonly currency: string;
}

export interface TopUpRequest extends EffectRequest {
  /** The channel's customer; null lets the channel do without. */
  readonly payerExternalId: string | null;
  /** Where the hosted page sends the payer back to. */
  readonly returnUrl: string;
}

export interface RefundRequest extends EffectRequest {
  /** The channel's payment that is given back (L-7). */
  readonly externalPaymentId: string;
}

export interface PayoutRequest extends EffectRequest {
  readonly payeeExternalId: string;
}

/** What an effect is found again by, besides our row's id. */
export interface LookUpRequest extends EffectRequest {
  /** The channel's own id of it, if it ever told. */
  readonly externalId: string | null;
  /** Of a refund, the channel's payment that is given back. */
  readonly externalPaymentId: string | null;
  /** Of a top-up, the channel's customer; null: it was never asked to make the page. */
  readonly payerExternalId: string | null;
}

/** What an organization is to a channel: who pays there, or who is paid. */
export type PartyRole = 'payer' | 'payee';

/** An organization as a channel knows it. */
export interface Party {
  readonly externalId: string;
  /** Whether money may move; always true of a payer. */
  readonly enabled: boolean;
  /** Closed by the channel for good. */
  readonly disabled: boolean;
  /** What the channel still asks for, in its own words. */
  readonly requirements: readonly string[];
}

export interface PartyRequest {
  readonly organizationId: string;
  readonly idempotencyKey: string;
  readonly registeredName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly email: string | null;
}

/** A line of the channel's own books about the exchange's balance there; amounts in micros, signed as they add to it. */
export interface Movement {
  readonly id: string;
  readonly kind: 'top_up' | 'refund' | 'payout' | 'chargeback' | 'fee' | 'reversal' | 'to_bank' | 'other';
  readonly amountMicros: Micros;
  readonly feeMicros: Micros;
  readonly currency: string;
  /** What it is known by in our rows: of a top-up its payment, of a reversal its transfer, of the rest the line's own object. */
  readonly externalId: string | null;
  readonly occurredAt: Date;
  readonly availableAt: Date | null;
}

/** What is ready to be paid out at a channel, in micros of a currency. */
export interface ChannelBalance {
  readonly availableMicros: Micros;
  /** On its way to become available. */
  readonly pendingMicros: Micros;
}

/** A way money comes in and goes out. Every call may be repeated with its key; nothing here touches our database. */
export interface PaymentChannel {
  readonly name: ChannelName;
  /** Whether what moves here is real money: not by a test key, nor in the sandbox. */
  readonly movesRealMoney?: boolean;
  /** Whether a top-up needs the payer's own account there first. */
  readonly keepsPayers?: boolean;
  readonly startTopUp: (request: TopUpRequest) => Promise<Answer<Effect>>;
  readonly refund: (request: RefundRequest) => Promise<Answer<Effect>>;
  readonly pay: (request: PayoutRequest) => Promise<Answer<Effect>>;
  /** Finds an effect by our row's id, after its key has run out; null: it never happened (L-5). */
  readonly lookUp: (kind: PaymentKind, request: LookUpRequest) => Promise<Answer<Effect | null>>;
  readonly makePayer: (request: PartyRequest) => Promise<Answer<Party>>;
  readonly makePayee: (request: PartyRequest) => Promise<Answer<Party>>;
  /** Finds an organization that was made known there, by our id of it; null: it never was. */
  readonly findParty?: (role: PartyRole, organizationId: string) => Promise<Answer<Party | null>>;
  readonly getPayee: (externalId: string) => Promise<Answer<Party>>;
  /** A hosted page on which a payee tells the channel who it is. */
  readonly onboardingUrl: (externalId: string, returnUrl: string) => Promise<Answer<string>>;
  readonly balance: (currency: string) => Promise<Answer<ChannelBalance>>;
  /** The channel's lines since an instant, oldest first. */
  readonly listMovements: (since: Date) => Promise<Answer<readonly Movement[]>>;
}

/** Where an effect may be broken off; tests kill the process here. */
export const EFFECT_POINTS = ['before_write', 'before_commit', 'after_commit', 'after_call'] as const;
export type EffectPoint = (typeof EFFECT_POINTS)[number];

/** What verbs with outside effects get beside their context. */
export interface PaymentTools {
  /** The channels this market uses; a channel that isn't set up is absent. */
  readonly channels: Partial<Readonly<Record<ChannelName, PaymentChannel>>>;
  /** Where people reach us, for the pages a channel sends them back to. */
  readonly appOrigin: string;
  /** Called on passing each point of an effect; does nothing outside tests. */
  readonly reached?: (point: EffectPoint, paymentId: string) => Promise<void> | void;
}
