import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Disagreement } from '@/lib/ledger/invariants';
import { asDisagreements, type FoundRow, type Scope, within } from './scope';

const MOST = 100;

export type EvidenceCheck = 'delivery_measured' | 'measured_within_lease';

/** P-5: every lease whose counted units were accepted, since measuring began, left its evidence. */
async function unmeasuredLeases(tx: Tx, scope: Scope): Promise<Disagreement<EvidenceCheck>[]> {
  const rows = await tx.execute<FoundRow>(sql`
    select l.id as subject, jsonb_build_object('endReason', l.end_reason, 'acceptedUnits', l.accepted_units) as facts
    from leases l
    where l.state = 'ended' and l.accepted_units > 0 and l.unit_kind in ('training_tokens', 'inference_tokens', 'frames')
      and l.end_reason in ('completed', 'partially_delivered', 'disputed_for_provider')
      and l.ended_at >= (select min(event_at) from evidence where standing = 'delivered')
      and ${within(scope, sql`l.buyer_organization_id`, sql`l.provider_organization_id`)}
      and exists (
        select from deliveries d left join disputes q on q.delivery_id = d.id
        where d.lease_id = l.id and d.kind = 'result' and d.state <> 'rejected' and q.outcome is distinct from 'for_buyer'
          and d.event_at > to_timestamp(l.start_hour::bigint * 3600))
      and not exists (select from deliveries d where d.lease_id = l.id and d.kind = 'late_input')
      and not exists (select from evidence e where e.lease_id = l.id)
    order by 1 limit ${MOST}`);
  return asDisagreements<EvidenceCheck>('delivery_measured', 'P-5')(rows);
}

/** S-6: no delivery took more card-hours than its lease had, and it stands under the lease's own pool and parties. */
async function foreignMeasurements(tx: Tx, scope: Scope): Promise<Disagreement<EvidenceCheck>[]> {
  const rows = await tx.execute<FoundRow>(sql`
    select e.id as subject, jsonb_build_object('leaseId', e.lease_id, 'elapsedCardHours', e.elapsed_card_hours, 'leasedCardHours', h.cards) as facts
    from evidence e
    join leases l on l.id = e.lease_id
    cross join lateral (select coalesce(sum(cards), 0)::integer as cards from lease_hours where lease_id = l.id) h
    where (e.elapsed_card_hours > h.cards or e.pool_id <> l.pool_id or e.organization_id <> l.provider_organization_id
        or e.buyer_organization_id <> l.buyer_organization_id)
      and ${within(scope, sql`e.organization_id`, sql`e.buyer_organization_id`)}
    order by 1 limit ${MOST}`);
  return asDisagreements<EvidenceCheck>('measured_within_lease', 'S-6')(rows);
}

/** What delivered leases left as evidence, against the leases. */
export const evidenceDisagreements = async (tx: Tx, scope: Scope): Promise<Disagreement<EvidenceCheck>[]> => [
  ...(await unmeasuredLeases(tx, scope)),
  ...(await foreignMeasurements(tx, scope)),
];
