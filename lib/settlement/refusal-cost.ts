import { type Micros, mulDivFloor } from '@/lib/core/amount';
import type { DeliveryKind } from './delivery';
import { failureCharge } from './failure';
import { type LateTerms, lateBps } from './lateness';
import type { UnitCounts } from './lease-money';
import { REPORTING_GRACE_HOURS } from './lease-state';

/** What leaving units of a dispute unpaid means for their provider, beside what returns for them (S-5). */
export interface RefusalCost {
  /** The lease then fails; it fails unless another result of it is paid; or the units are just missing. */
  readonly kind: 'fails' | 'may_fail' | 'missing';
  /** The most the units, as missing ones, are credited to the buyer, in micros; 0 where the lease fails. */
  readonly creditMostMicros: Micros;
  /** The most that failing costs, in micros; 0 where it can't fail any more. */
  readonly chargeMostMicros: Micros;
}

/** A lease as one of its open disputes finds it. */
export interface RefusedLease {
  readonly priceMicros: Micros;
  readonly feeBps: number;
  readonly lateTerms: LateTerms;
  /** Where its units stand before the dispute's end. */
  readonly counts: UnitCounts;
  /** Whether a result of it is paid already. */
  readonly hasPaidResult: boolean;
}

/**
 * What ending a dispute over `units` with `providerUnits` of them paid may cost their provider (S-5): credit for missing units
 * where a result of the lease is paid, the charge for failing where none is; null where all are paid.
 */
export function refusalCost(
  lease: RefusedLease,
  disputed: { readonly kind: DeliveryKind; readonly units: bigint },
  providerUnits: bigint,
): RefusalCost | null {
  const refused = disputed.units - providerUnits;
  if (refused === 0n) return null;
  const { counts, priceMicros, feeBps, lateTerms } = lease;
  const accepted = counts.accepted + providerUnits;
  const creditMostMicros = mulDivFloor(
    priceMicros,
    refused * lateBps(REPORTING_GRACE_HOURS, lateTerms, feeBps),
    counts.units * 10_000n,
  );
  if (lease.hasPaidResult || (disputed.kind === 'result' && providerUnits > 0n))
    return { kind: 'missing', creditMostMicros, chargeMostMicros: 0n };
  const failure = { units: counts.units - accepted, creditedMicros: 0n };
  const chargeMostMicros = failureCharge({ priceMicros, units: counts.units }, failure, null);
  const isLast = accepted + counts.lost + refused === counts.units;
  return isLast
    ? { kind: 'fails', creditMostMicros: 0n, chargeMostMicros }
    : { kind: 'may_fail', creditMostMicros, chargeMostMicros };
}
