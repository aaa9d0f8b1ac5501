import { assert } from '@/lib/core/assert';
import { compareIds } from '@/lib/core/ids';

/** What one pool's lots do of the whole job: card-hours used over the card-hours the whole job would take there. */
export interface WorkShare {
  readonly poolId: string;
  readonly usedCardHours: number;
  readonly jobCardHours: number;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

interface Part {
  readonly poolId: string;
  readonly weight: bigint;
  units: bigint;
  rest: bigint;
}

/** The shares as whole weights over their least common denominator, in pool order. */
function weights(shares: readonly WorkShare[]): Part[] {
  let denominator = 1n;
  for (const { usedCardHours, jobCardHours } of shares) {
    assert(usedCardHours > 0 && jobCardHours > 0, 'S-2', { usedCardHours, jobCardHours });
    const next = BigInt(jobCardHours);
    denominator = (denominator / gcd(denominator, next)) * next;
  }
  return shares
    .map((share) => ({
      poolId: share.poolId,
      weight: BigInt(share.usedCardHours) * (denominator / BigInt(share.jobCardHours)),
      units: 0n,
      rest: 0n,
    }))
    .sort((a, b) => compareIds(a.poolId, b.poolId));
}

/** A part of nothing can't be delivered or paid: it gets one unit of the part that has most. */
function liftEmptyParts(parts: readonly Part[]): void {
  for (const part of parts) {
    if (part.units > 0n) continue;
    let largest = part;
    for (const other of parts) if (other.units > largest.units) largest = other;
    largest.units -= 1n;
    part.units = 1n;
  }
}

/**
 * Splits an order's units over its leases by work share: floors first, the remaining units to the largest remainders,
 * ties by pool id (S-2). Every lease gets at least one unit, so an order has at most as many leases as units.
 */
export function splitUnits(units: bigint, shares: readonly WorkShare[]): ReadonlyMap<string, bigint> {
  assert(shares.length > 0 && units >= BigInt(shares.length), 'S-2', { units, leases: shares.length });
  const parts = weights(shares);
  assert(new Set(parts.map((p) => p.poolId)).size === parts.length, 'S-2', { reason: 'pool named twice' });
  const whole = parts.reduce((sum, part) => sum + part.weight, 0n);
  let left = units;
  for (const part of parts) {
    part.units = (units * part.weight) / whole;
    part.rest = (units * part.weight) % whole;
    left -= part.units;
  }
  const byRest = [...parts].sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : 0));
  for (const part of byRest.slice(0, Number(left))) part.units += 1n;
  liftEmptyParts(parts);
  return new Map(parts.map((part) => [part.poolId, part.units]));
}
