/** What the model keeps of orders, leases, deliveries and payments. */

export interface ModelDelivery {
  readonly id: string;
  /** A result, or hours lost to late input, which are never late. */
  readonly kind: 'result' | 'late_input';
  readonly units: bigint;
  readonly at: number;
  state: 'reported' | 'accepted' | 'rejected' | 'decided';
  paid: bigint;
  disputeId: string | null;
  statementsUntil: number;
}

/** A lease's cards in one hour of a pool. */
export interface ModelHour {
  readonly pool: string;
  readonly hour: number;
  readonly cards: bigint;
  readonly price: bigint;
}

export interface ModelLease {
  readonly orderId: string;
  readonly id: string;
  readonly madeAt: number;
  readonly hours: readonly ModelHour[];
  readonly buyer: string;
  readonly provider: string;
  readonly price: bigint;
  readonly units: bigint;
  readonly startHour: number;
  readonly endHour: number;
  readonly deliveries: ModelDelivery[];
  started: boolean;
  ended: boolean;
  held: bigint;
  disputed: bigint;
  earned: bigint;
  fee: bigint;
  refunded: bigint;
  /** For late and missing units, out of what it earned. */
  credit: bigint;
  /** For failing, out of anything its provider has. */
  charged: bigint;
  endedAt: number;
  /** Its buyer left it and gave the hours that hadn't begun back (S-8). */
  left: boolean;
  /** When its buyer said that the input is ready. */
  inputAt: number | null;
  /** When its provider said that the work runs. */
  workRunsAt: number | null;
  /** Units without payment that its provider's failure left; 0 where it didn't fail. */
  failedUnits: bigint;
  /** Nobody has looked yet whether they can be bought again. */
  isDue: boolean;
}

/** A delivery with its lease. */
export interface ModelFound {
  readonly lease: ModelLease;
  readonly delivery: ModelDelivery;
}

export interface ModelOrder {
  readonly id: string;
  readonly buyer: string;
  readonly limit: bigint;
  readonly units: bigint;
  /** Exclusive. */
  readonly deadlineHour: number;
  readonly buyAgain: boolean;
  /** The lease whose failed units it buys again. */
  readonly replaces: string | null;
  open: boolean;
  filled: boolean;
}

/** A payment as the database shows it. */
export interface PaymentSeen {
  readonly id: string;
  readonly organization: string;
  readonly kind: 'top_up' | 'refund' | 'payout';
  readonly channel: 'stripe' | 'bank';
  readonly amount: bigint;
  /** The top-up that a refund gives back. */
  readonly source: string | null;
  readonly state: string;
  readonly method: string | null;
  readonly settledAt: number;
}

export interface ModelPayment extends Omit<PaymentSeen, 'state' | 'method' | 'settledAt'> {
  state: string;
  method: string | null;
  settledAt: number;
  /** From when nobody takes it back any more. */
  finalAt: number;
  chargeback: 'none' | 'open' | 'won' | 'lost';
  charged: bigint;
  /** What came back of a payout, or of a refund its bank didn't take. */
  returned: bigint;
}

/** What one posting moved from a lease's buyer to its provider, negative where it went back. */
export interface Spending {
  readonly lease: ModelLease;
  readonly spent: bigint;
  readonly net: bigint;
  readonly at: number;
}
