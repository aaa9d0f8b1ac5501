import type { JobKind } from '@/lib/market/job';
import type { LeaseEndReason, LeaseState } from '@/lib/settlement/lease-state';

/** A lease as lists and its own page show it. */
export interface LeaseShown {
  readonly id: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly jobKind: JobKind;
  readonly jobName: string;
  readonly startHour: number;
  readonly endHour: number;
  readonly unitKind: string;
  readonly units: bigint;
  readonly reportedUnits: bigint;
  readonly acceptedUnits: bigint;
  readonly priceMicros: bigint;
  readonly earnedMicros: bigint;
  readonly feeMicros: bigint;
  readonly refundedMicros: bigint;
  /** Credited to the buyer for lateness, and charged for not starting or failing (S-5). */
  readonly creditMicros: bigint;
  readonly chargeMicros: bigint;
  /** What its provider couldn't pay of either and owes the exchange. */
  readonly owedMicros?: bigint;
  /** The fee of the terms the lease was made under. */
  readonly feeBps: number;
  readonly state: LeaseState;
  readonly endReason: LeaseEndReason | null;
}
