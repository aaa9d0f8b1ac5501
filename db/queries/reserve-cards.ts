import { sql } from 'drizzle-orm';
import type { Tx } from '../client';
import { typed } from './refused';

/** Cards wanted in one pool-hour and their price per card-hour. */
export interface ReservedLot {
  readonly poolId: string;
  readonly hour: number;
  readonly cards: number;
  readonly priceMicros: bigint;
}

export interface Reservation {
  readonly leaseId: string;
  readonly lots: readonly ReservedLot[];
}

/**
 * Reserves the cards of several leases, all or nothing, in one round trip; the only writer of lease_hours (M-1).
 * Throws CapacityGone with the first short pool-hour, PoolNotActive, SameControl (M-5) or LeaseNotFound.
 */
export async function reserveCardsOf(tx: Tx, reservations: readonly Reservation[]): Promise<void> {
  if (reservations.length === 0) return;
  const rows = reservations.map(({ leaseId, lots }) => ({
    leaseId,
    lots: lots.map((lot) => ({ ...lot, priceMicros: lot.priceMicros.toString() })),
  }));
  await typed(tx.execute(sql`select reserve_cards(${JSON.stringify(rows)}::jsonb)`));
}

/** Reserves the cards of one lease; see reserveCardsOf. */
export const reserveCards = (tx: Tx, leaseId: string, lots: readonly ReservedLot[]): Promise<void> =>
  reserveCardsOf(tx, [{ leaseId, lots }]);
