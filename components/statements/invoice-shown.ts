import type { PostalAddress } from '@/lib/identity/address';
import type { EventKind, Side } from '@/lib/ledger/event-kinds';

/** A party as the law knows it. */
export interface PartyShown {
  readonly registeredName: string;
  readonly country: string;
  readonly registrationNumber: string;
  /** Null when none was on record. */
  readonly address: PostalAddress | null;
}

/** One lease's line of an invoice or self-billing note, in micros. */
export interface InvoiceLineShown {
  readonly leaseId: string;
  readonly orderId: string;
  /** A provider sees no quote and no job of its buyer. */
  readonly quoteId: string | null;
  readonly jobId: string | null;
  readonly roundNumber: number | null;
  /** Disputes over deliveries that the month's amounts are for. */
  readonly disputeIds: readonly string[];
  readonly jobName: string;
  readonly label: string | null;
  readonly poolName: string;
  readonly poolCode: string;
  readonly providerName: string;
  readonly unitKind: string;
  readonly units: bigint;
  readonly paidUnits: bigint;
  /** Of them, hours lost to the buyer's late input (S-9). */
  readonly lateInputUnits: bigint;
  readonly cardHours: number;
  readonly startHour: number;
  readonly endHour: number;
  readonly priceMicros: bigint;
  readonly taxBps: number;
  readonly chargedMicros: bigint;
  readonly feeMicros: bigint;
  readonly creditMicros: bigint;
  readonly returnedMicros: bigint;
  readonly taxMicros: bigint;
  readonly totalMicros: bigint;
}

/** A month's invoice or self-billing note, in micros. */
export interface InvoiceShown {
  readonly side: Side;
  readonly month: string;
  readonly number: string;
  readonly closed: boolean;
  readonly from: Date;
  readonly to: Date;
  readonly currency: string;
  readonly exchange: PartyShown | null;
  readonly organization: PartyShown;
  readonly lines: readonly InvoiceLineShown[];
  readonly chargedMicros: bigint;
  readonly feeMicros: bigint;
  readonly creditMicros: bigint;
  readonly returnedMicros: bigint;
  readonly taxMicros: bigint;
  readonly totalMicros: bigint;
  readonly balance: {
    readonly openingMicros: bigint;
    readonly changes: readonly { readonly event: EventKind; readonly micros: bigint }[];
    readonly closingMicros: bigint;
  };
}
