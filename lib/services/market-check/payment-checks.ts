import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Disagreement } from '@/lib/ledger/invariants';
import { asDisagreements, type FoundRow, type Scope, within } from './scope';

const MOST = 100;

export type PaymentCheck =
  | 'payment_postings'
  | 'payment_returned'
  | 'in_payout_equals_payments'
  | 'chargeback_postings'
  | 'external_has_subject';

type Found = Disagreement<PaymentCheck>[];

/**
 * L-5: what a payment moved outside and has on its way is what its row says: a succeeded one its amount less what came
 * back, an unfinished one going out its amount in payout, any other nothing.
 */
async function paymentPostings(tx: Tx, scope: Scope): Promise<Found> {
  const rows = await tx.execute<FoundRow>(sql`
    with told as (
      select id, organization_id, kind, state, case when state <> 'succeeded' then 0
          when kind = 'top_up' then -amount_micros else amount_micros - returned_micros end as outside,
        case when kind <> 'top_up' and state in ('pending', 'open') then amount_micros else 0 end as on_its_way,
        'platform/external:' || channel || '/' || currency as outside_account,
        organization_id || '/in_payout/' || currency as way_account
      from payments where ${within(scope, sql`organization_id`)}
    ), posted as (
      select s.subject_id as id, e.account_id, sum(e.amount_micros) as micros
      from postings s join entries e on e.posting_id = s.id
      where s.subject_type = 'payment' and (e.account_id like 'platform/external:%' or e.account_id like '%/in_payout/%')
        and ${scope === null ? sql`true` : sql`s.subject_id in (select id from told)`}
      group by s.subject_id, e.account_id
    ), moved as (
      select t.id, coalesce(sum(p.micros) filter (where p.account_id = t.outside_account), 0) as outside,
        coalesce(sum(p.micros) filter (where p.account_id = t.way_account), 0) as on_its_way,
        count(*) filter (where p.account_id not in (t.outside_account, t.way_account)) as elsewhere
      from told t left join posted p on p.id = t.id group by t.id
    )
    select t.id as subject, jsonb_build_object('kind', t.kind, 'state', t.state, 'outsideMicros', t.outside::text,
      'postedOutsideMicros', m.outside::text, 'onItsWayMicros', t.on_its_way::text, 'postedOnItsWayMicros', m.on_its_way::text) as facts
    from told t join moved m on m.id = t.id
    where m.outside <> t.outside or m.on_its_way <> t.on_its_way or m.elsewhere > 0
    order by 1 limit ${MOST}`);
  return asDisagreements<PaymentCheck>('payment_postings', 'L-5')(rows);
}

/** L-7: what of a top-up went back is the refunds that were made and the chargebacks whose money is gone. */
async function returned(tx: Tx, scope: Scope): Promise<Found> {
  const rows = await tx.execute<FoundRow>(sql`
    select p.id as subject, jsonb_build_object('returnedMicros', p.returned_micros::text,
      'refundedMicros', coalesce(r.total, 0)::text, 'chargedBackMicros', coalesce(c.total, 0)::text) as facts
    from payments p
    left join (
      select source_payment_id as id, sum(amount_micros - returned_micros) as total from payments
      where state = 'succeeded' and source_payment_id is not null group by 1
    ) r on r.id = p.id
    left join (
      select payment_id as id, sum(amount_micros - reinstated_micros) as total from chargebacks where withdrawn group by 1
    ) c on c.id = p.id
    where p.kind = 'top_up' and p.returned_micros <> least(p.amount_micros, coalesce(r.total, 0) + coalesce(c.total, 0))
      and ${within(scope, sql`p.organization_id`)}
    order by 1 limit ${MOST}`);
  return asDisagreements<PaymentCheck>('payment_returned', 'L-7')(rows);
}

/** L-5: what is on its way to an organization is the sum of its payments that are under way. */
async function inPayout(tx: Tx, scope: Scope): Promise<Found> {
  const rows = await tx.execute<FoundRow>(sql`
    select organization_id as subject, jsonb_build_object('inPayoutOverPaymentsMicros', sum(micros)::text) as facts
    from (
      select organization_id, balance_micros as micros from accounts
      where kind = 'in_payout' and ${within(scope, sql`organization_id`)}
      union all
      select organization_id, -amount_micros from payments
      where kind <> 'top_up' and state in ('pending', 'open') and ${within(scope, sql`organization_id`)}
    ) both_sides
    group by organization_id having sum(micros) <> 0 order by 1 limit ${MOST}`);
  return asDisagreements<PaymentCheck>('in_payout_equals_payments', 'L-5')(rows);
}

/** L-3: a chargeback has taken its amount from us less what came back of it, which something did once it was won. */
async function chargebackPostings(tx: Tx, scope: Scope): Promise<Found> {
  const rows = await tx.execute<FoundRow>(sql`
    select c.id as subject, jsonb_build_object('state', c.state, 'amountMicros', c.amount_micros::text, 'reinstatedMicros', c.reinstated_micros::text,
      'postedMicros', coalesce(m.micros, 0)::text) as facts
    from chargebacks c
    left join (
      select s.subject_id as id, sum(e.amount_micros) as micros
      from postings s join entries e on e.posting_id = s.id
      where s.subject_type = 'chargeback' and e.account_id like 'platform/external:%' group by 1
    ) m on m.id = c.id
    where (coalesce(m.micros, 0) <> case when c.withdrawn then c.amount_micros - c.reinstated_micros else 0 end
        or (c.withdrawn and c.state = 'won') <> (c.reinstated_micros > 0))
      and ${within(scope, sql`c.organization_id`)}
    order by 1 limit ${MOST}`);
  return asDisagreements<PaymentCheck>('chargeback_postings', 'L-3')(rows);
}

/** L-3: nothing moves outside but for a payment, a chargeback or a line of the channel's own. */
async function outsideSubjects(tx: Tx, scope: Scope): Promise<Found> {
  if (scope !== null) return [];
  const rows = await tx.execute<FoundRow>(sql`
    select s.id as subject, jsonb_build_object('recipe', s.recipe, 'subjectType', s.subject_type, 'subjectId', s.subject_id) as facts
    from postings s
    where exists (select from entries e where e.posting_id = s.id and e.account_id like 'platform/external:%')
      and s.subject_type <> 'movement'
      and not (s.subject_type = 'payment' and exists (select from payments p where p.id = s.subject_id))
      and not (s.subject_type = 'chargeback' and exists (select from chargebacks c where c.id = s.subject_id))
    order by 1 limit ${MOST}`);
  return asDisagreements<PaymentCheck>('external_has_subject', 'L-3')(rows);
}

/** Payments in and out against what was posted for them. */
export async function paymentDisagreements(tx: Tx, scope: Scope): Promise<Found> {
  const found: Found = [];
  for (const check of [paymentPostings, returned, inPayout, chargebackPostings, outsideSubjects])
    found.push(...(await check(tx, scope)));
  return found;
}
