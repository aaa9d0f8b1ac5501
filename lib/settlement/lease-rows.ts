import type { Micros } from '@/lib/core/amount';
import type { EntryRow, HoldRow } from '@/lib/ledger/invariants';
import type { DeliveryStanding } from './delivery';
import type { CountedLease } from './delivery-checks';
import type { LateTerms } from './lateness';
import type { LeaseEndReason } from './lease-state';

export interface LeaseRow extends Pick<CountedLease, 'milestones' | 'inputReadyAt' | 'workStartedAt'> {
  readonly id: string;
  readonly tradeId: string;
  readonly buyerOrganizationId: string;
  readonly providerOrganizationId: string;
  readonly priceMicros: Micros;
  readonly units: bigint;
  readonly reportedUnits: bigint;
  readonly acceptedUnits: bigint;
  readonly earnedMicros: Micros;
  readonly feeMicros: Micros;
  readonly refundedMicros: Micros;
  readonly creditMicros: Micros;
  readonly chargeMicros: Micros;
  /** Left by its buyer: what others took of the given-back hours before `resaleHour`, of all where it is null (S-8). */
  readonly takenMicros: Micros;
  readonly resaleHour: number | null;
  readonly startHour: number;
  readonly endHour: number;
  readonly startedAt: Date | null;
  readonly state: string;
  readonly endReason: LeaseEndReason | null;
  readonly termsVersion: number;
  /** Of the service level it names (S-5). */
  readonly lateTerms: LateTerms;
}

export interface LeaseHourRow {
  readonly leaseId: string;
  readonly poolId: string;
  readonly hour: number;
  readonly cards: number;
  readonly priceMicros: Micros;
  readonly released: boolean;
}

export interface DeliveryRow extends DeliveryStanding {
  readonly leaseId: string;
}

/** An entry with what its posting was for. */
export interface LeaseEntryRow extends Pick<EntryRow, 'accountId' | 'amountMicros'> {
  /** The posting's subject, a lease's id. */
  readonly subjectId: string;
}

export interface TradeRow {
  readonly id: string;
  readonly payMicros: Micros;
  readonly cardHours: number;
  /** The order's units. */
  readonly units: bigint;
}

/** What `checkLeases` compares: whole tables, and the entries of postings whose subject is a lease. */
export interface LeaseRows {
  readonly trades: readonly TradeRow[];
  readonly leases: readonly LeaseRow[];
  readonly leaseHours: readonly LeaseHourRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly holds: readonly HoldRow[];
  readonly leaseEntries: readonly LeaseEntryRow[];
  readonly feeBpsOfTerms: ReadonlyMap<number, number>;
}

/** A lease's own rows of each kind, and the fee of its terms. */
export interface LeaseContext {
  readonly hours: readonly LeaseHourRow[];
  readonly deliveries: readonly DeliveryRow[];
  readonly holds: readonly HoldRow[];
  readonly entries: readonly LeaseEntryRow[];
  readonly feeBps: number;
}
