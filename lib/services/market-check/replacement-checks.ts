import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Disagreement } from '@/lib/ledger/invariants';
import { asDisagreements, type FoundRow, type Scope, within } from './scope';

const MOST = 100;

export type ReplacementCheck = 'replacement_of_lease' | 'replaced_within_limit';

/** S-10: missing units are a failed lease's without its accepted ones, and the order that buys them is its buyer's, for its job. */
async function ofLeases(tx: Tx, scope: Scope): Promise<Disagreement<ReplacementCheck>[]> {
  const rows = await tx.execute<FoundRow>(sql`
    select r.lease_id as subject, jsonb_build_object('endReason', l.end_reason, 'units', r.units::text,
      'leaseUnits', l.units::text, 'acceptedUnits', l.accepted_units::text, 'order', o.id, 'orderUnits', o.units::text) as facts
    from replacements r join leases l on l.id = r.lease_id join orders f on f.id = l.order_id left join orders o on o.id = r.order_id
    where ${within(scope, sql`l.buyer_organization_id`, sql`l.provider_organization_id`)}
      and (l.end_reason is null or l.end_reason not in ('not_started', 'provider_failed') or r.units <> l.units - l.accepted_units
        or r.organization_id <> l.buyer_organization_id
        or (o.id is not null and (o.organization_id, o.job_id, o.kind, o.units, o.deadline_hour)
          is distinct from (f.organization_id, f.job_id, 'limit', r.units, f.deadline_hour)))
    order by 1 limit ${MOST}`);
  return asDisagreements<ReplacementCheck>('replacement_of_lease', 'S-10')(rows);
}

/** M-11, S-10: what an order's leases cost, with what buys for them again beyond what their failers paid, is within its limit. */
async function withinLimits(tx: Tx, scope: Scope): Promise<Disagreement<ReplacementCheck>[]> {
  const rows = await tx.execute<FoundRow>(sql`
    select f.id as subject, jsonb_build_object('limitMicros', f.limit_micros::text,
      'leasesMicros', sum(l.price_micros - l.refunded_micros)::text,
      'boughtAgainMicros', sum(greatest(o.limit_micros - l.charge_micros, 0))::text) as facts
    from orders f join leases l on l.order_id = f.id left join replacements r on r.lease_id = l.id
    left join orders o on o.id = r.order_id and o.state in ('open', 'filled')
    where ${within(scope, sql`f.organization_id`)}
    group by f.id, f.limit_micros
    having count(o.id) > 0
      and sum(l.price_micros - l.refunded_micros) + sum(greatest(o.limit_micros - l.charge_micros, 0)) > f.limit_micros
    order by 1 limit ${MOST}`);
  return asDisagreements<ReplacementCheck>('replaced_within_limit', 'S-10')(rows);
}

/** Failed work that is bought again, against the leases and orders it comes from. */
export const replacementDisagreements = async (
  tx: Tx,
  scope: Scope,
): Promise<Disagreement<ReplacementCheck>[]> => [
  ...(await ofLeases(tx, scope)),
  ...(await withinLimits(tx, scope)),
];
