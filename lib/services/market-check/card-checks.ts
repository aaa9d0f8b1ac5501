import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Disagreement } from '@/lib/ledger/invariants';
import { asDisagreements, type FoundRow, ofPools, type Scope } from './scope';

const MOST = 100;

/** M-1: every pool-hour's reserved cards are the unreleased cards of its leases, and no more than it offers. */
export async function cardDisagreements(
  tx: Tx,
  scope: Scope,
): Promise<Disagreement<'reserved_equals_leases'>[]> {
  const rows = await tx.execute<FoundRow>(sql`
    select coalesce(h.pool_id, l.pool_id) || '@' || coalesce(h.hour, l.hour) as subject, jsonb_build_object(
      'offeredCards', h.offered_cards, 'reservedCards', h.reserved_cards, 'leasedCards', coalesce(l.cards, 0)) as facts
    from (
      select pool_id, hour, offered_cards, reserved_cards from pool_hours where ${ofPools(scope)}
    ) h
    full join (
      select pool_id, hour, sum(cards)::integer as cards from lease_hours
      where not released and ${ofPools(scope)} group by pool_id, hour
    ) l on l.pool_id = h.pool_id and l.hour = h.hour
    where h.pool_id is null or h.reserved_cards <> coalesce(l.cards, 0) or h.reserved_cards > h.offered_cards
    order by 1 limit ${MOST}`);
  return asDisagreements('reserved_equals_leases', 'M-1')(rows);
}
