import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import type { LeaseMove } from './recipes';

/** Money set aside for an open order or for one lease; the buyer's `held` and `disputed` accounts are their sums. */
export interface Hold {
  readonly heldMicros: Micros;
  readonly disputedMicros: Micros;
}

/** Splits an order's hold over the leases of its trade and says what returns to the buyer: limit − Σ lease prices (M-11). */
export function splitHold<L extends { readonly priceMicros: Micros }>(
  order: Hold,
  leases: readonly L[],
): { readonly leases: readonly { readonly lease: L; readonly hold: Hold }[]; readonly restMicros: Micros } {
  let restMicros = order.heldMicros;
  const holds = leases.map((lease) => {
    assert(lease.priceMicros > 0n, 'S-2', { priceMicros: lease.priceMicros });
    restMicros -= lease.priceMicros;
    return { lease, hold: { heldMicros: lease.priceMicros, disputedMicros: 0n } };
  });
  assert(restMicros >= 0n, 'M-11', { held: order.heldMicros, over: -restMicros });
  return { leases: holds, restMicros };
}

/** The hold after a lease's move; neither part goes below zero. */
export function holdAfter(hold: Hold, move: LeaseMove): Hold {
  const after = {
    heldMicros: hold.heldMicros + move.heldMicros,
    disputedMicros: hold.disputedMicros + move.disputedMicros,
  };
  assert(after.heldMicros >= 0n && after.disputedMicros >= 0n, 'L-3', { ...after });
  return after;
}
