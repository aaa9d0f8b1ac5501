import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Disagreement } from '@/lib/ledger/invariants';
import { asDisagreements, type FoundRow, type Scope, within } from './scope';

const MOST = 100;

export type DisputeCheck = 'dispute_posting' | 'dispute_delivery';

/** S-3: what a dispute says its decision moved is what the decision's posting moved. */
async function decisions(tx: Tx, scope: Scope): Promise<Disagreement<DisputeCheck>[]> {
  const rows = await tx.execute<FoundRow>(sql`
    select q.id as subject, jsonb_build_object('earnedMicros', q.earned_micros::text, 'feeMicros', q.fee_micros::text,
      'creditMicros', q.credit_micros::text, 'refundedMicros', q.refunded_micros::text,
      'postedNetMicros', m.net::text, 'postedFeeMicros', m.fee::text, 'postedBackMicros', m.back::text) as facts
    from disputes q
    join deliveries d on d.id = q.delivery_id
    cross join lateral (
      select coalesce(sum(e.amount_micros) filter (where e.account_id like q.provider_organization_id || '/payable/%'), 0) as net,
        coalesce(sum(e.amount_micros) filter (where e.account_id like 'platform/fees/%'), 0) as fee,
        coalesce(sum(e.amount_micros) filter (where e.account_id like q.buyer_organization_id || '/available/%'), 0) as back
      from postings s join entries e on e.posting_id = s.id
      where s.request_key = 'decide:' || q.lease_id || ':' || d.sequence
    ) m
    where q.state = 'decided' and ${within(scope, sql`q.buyer_organization_id`, sql`q.provider_organization_id`)}
      and (m.net <> q.earned_micros - q.fee_micros - q.credit_micros or m.fee <> q.fee_micros
        or m.back <> q.refunded_micros + q.credit_micros)
    order by 1 limit ${MOST}`);
  return asDisagreements<DisputeCheck>('dispute_posting', 'S-3')(rows);
}

/** S-3: an open dispute has a rejected delivery, a decided one a decided delivery with no more units paid than it had. */
async function verdicts(tx: Tx, scope: Scope): Promise<Disagreement<DisputeCheck>[]> {
  const rows = await tx.execute<FoundRow>(sql`
    select d.id as subject, jsonb_build_object('deliveryState', d.state, 'dispute', q.id, 'disputeState', q.state,
      'units', d.units::text, 'providerUnits', q.provider_units::text) as facts
    from deliveries d left join disputes q on q.delivery_id = d.id
    where ${within(scope, sql`d.buyer_organization_id`, sql`d.provider_organization_id`)}
      and ((d.state in ('rejected', 'decided')) <> (q.id is not null) or (d.state = 'decided') <> coalesce(q.state = 'decided', false)
        or q.provider_units > d.units)
    order by 1 limit ${MOST}`);
  return asDisagreements<DisputeCheck>('dispute_delivery', 'S-3')(rows);
}

/** Disputes against their deliveries and the postings of their decisions. */
export const disputeDisagreements = async (tx: Tx, scope: Scope): Promise<Disagreement<DisputeCheck>[]> => [
  ...(await decisions(tx, scope)),
  ...(await verdicts(tx, scope)),
];
