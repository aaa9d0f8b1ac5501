import { type Micros, mulDivFloor } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';

/** Where a lease's units stand; what is left of `units` may still be delivered or is being looked at. */
export interface UnitCounts {
  readonly units: bigint;
  /** Reported by the provider so far, whatever became of it. */
  readonly reported: bigint;
  readonly accepted: bigint;
  /** Rejected, waiting for a decision. */
  readonly disputed: bigint;
  /** Never to be paid: decided for the buyer, or not reported when reporting closed. */
  readonly lost: bigint;
}

/** Where a lease's price stands, in micros; held + disputed + earned + refunded = price, always. The credit is beside. */
export interface LeaseMoney {
  readonly heldMicros: Micros;
  readonly disputedMicros: Micros;
  /** Fee included. */
  readonly earnedMicros: Micros;
  readonly feeMicros: Micros;
  readonly refundedMicros: Micros;
  /** Out of what the provider earned after the fee, given to the buyer for lateness (S-5). */
  readonly creditMicros: Micros;
}

const BPS = 10_000n;

/** The fee in all that was earned so far: ⌊earned × feeBps ÷ 10 000⌋ (S-2). */
export const feeOf = (earnedMicros: Micros, feeBps: number): Micros =>
  mulDivFloor(earnedMicros, BigInt(feeBps), BPS);

/** What the provider keeps of a price after the fee: the net its form shows (S-2). */
export const netOf = (priceMicros: Micros, feeBps: number): Micros =>
  priceMicros - feeOf(priceMicros, feeBps);

/** What a lease has brought its provider: earned less the fee, less what went back to the buyer (S-2, S-5); < 0 where it failed. */
export const netEarned = (
  lease: Pick<LeaseMoney, 'earnedMicros' | 'feeMicros' | 'creditMicros'> & { readonly chargeMicros: Micros },
): Micros => lease.earnedMicros - lease.feeMicros - lease.creditMicros - lease.chargeMicros;

/** Throws unless the counts fit together: accepted + disputed + lost ≤ units, accepted + disputed ≤ reported ≤ units. */
export function assertCounts(c: UnitCounts): void {
  const fits =
    c.units > 0n &&
    c.accepted >= 0n &&
    c.disputed >= 0n &&
    c.lost >= 0n &&
    c.accepted + c.disputed <= c.reported &&
    c.reported <= c.units &&
    c.accepted + c.disputed + c.lost <= c.units;
  assert(fits, 'S-2', { ...c });
}

/**
 * Splits a lease's price by where its units stand, in micros (S-2, S-3): earned and disputed are ⌊price × their units ÷ n⌋,
 * lost units are refunded, held is the rest. A function of the counts alone, so the order of events never matters.
 */
export function leaseMoney(
  priceMicros: Micros,
  counts: UnitCounts,
  feeBps: number,
): Omit<LeaseMoney, 'creditMicros'> {
  assertCounts(counts);
  const upTo = (units: bigint): Micros => mulDivFloor(priceMicros, units, counts.units);
  const earnedMicros = upTo(counts.accepted);
  const disputedMicros = upTo(counts.disputed);
  const reachableMicros = upTo(counts.units - counts.lost);
  return {
    earnedMicros,
    feeMicros: feeOf(earnedMicros, feeBps),
    disputedMicros,
    heldMicros: reachableMicros - earnedMicros - disputedMicros,
    refundedMicros: priceMicros - reachableMicros,
  };
}

/**
 * Where a lease's money stands before an event, read from its own row and its disputed units: what was earned and
 * refunded is on the row, also what a close of reporting refunded while deliveries were still pending.
 */
export function standingMoney(
  lease: Pick<LeaseMoney, 'earnedMicros' | 'feeMicros' | 'refundedMicros' | 'creditMicros'> & {
    readonly priceMicros: Micros;
    readonly units: bigint;
  },
  disputedUnits: bigint,
): LeaseMoney {
  const { priceMicros, units, earnedMicros, feeMicros, refundedMicros, creditMicros } = lease;
  const disputedMicros = mulDivFloor(priceMicros, disputedUnits, units);
  const heldMicros = priceMicros - earnedMicros - refundedMicros - disputedMicros;
  assert(heldMicros >= 0n, 'S-2', { priceMicros, earnedMicros, refundedMicros, disputedMicros });
  return { heldMicros, disputedMicros, earnedMicros, feeMicros, refundedMicros, creditMicros };
}

/** The change from one standing of a lease's money to the next; nothing earned, charged or refunded is taken back (S-2). */
export function moneyMove(before: LeaseMoney, after: LeaseMoney): LeaseMoney {
  const move: LeaseMoney = {
    heldMicros: after.heldMicros - before.heldMicros,
    disputedMicros: after.disputedMicros - before.disputedMicros,
    earnedMicros: after.earnedMicros - before.earnedMicros,
    feeMicros: after.feeMicros - before.feeMicros,
    refundedMicros: after.refundedMicros - before.refundedMicros,
    creditMicros: after.creditMicros - before.creditMicros,
  };
  const conserves =
    move.heldMicros + move.disputedMicros + move.earnedMicros + move.refundedMicros === 0n &&
    move.earnedMicros >= 0n &&
    move.feeMicros >= 0n &&
    move.refundedMicros >= 0n &&
    move.creditMicros >= 0n &&
    move.creditMicros <= move.earnedMicros - move.feeMicros;
  assert(conserves, 'S-2', { ...move });
  return move;
}

/** Whether an event moves any money at all. */
export const movesNothing = (move: LeaseMoney): boolean =>
  move.heldMicros === 0n &&
  move.disputedMicros === 0n &&
  move.earnedMicros === 0n &&
  move.refundedMicros === 0n;
