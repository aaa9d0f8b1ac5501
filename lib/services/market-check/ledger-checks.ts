import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Disagreement, LedgerCheck } from '@/lib/ledger/invariants';
import { asDisagreements, type FoundRow, type Scope, within } from './scope';

/** Rows told per check; a market that is broken everywhere needs no longer list. */
const MOST = 100;

type Found = Disagreement<LedgerCheck>[];

/** L-2: balances and entries of a currency, and the entries of each posting, sum to zero. */
async function sums(tx: Tx, scope: Scope): Promise<Found> {
  const perPosting = await tx.execute<FoundRow>(sql`
    select posting_id || ' ' || currency as subject, jsonb_build_object('sumMicros', sum(amount_micros)::text) as facts
    from entries
    where ${scope === null ? sql`true` : sql`posting_id in (select posting_id from entries where ${within(scope, sql`organization_id`)})`}
    group by posting_id, currency having sum(amount_micros) <> 0 order by 1 limit ${MOST}`);
  const found = asDisagreements('posting_sums_to_zero', 'L-2')(perPosting);
  if (scope !== null) return found;
  const perCurrency = await tx.execute<FoundRow>(sql`
    select currency as subject, jsonb_build_object('sumMicros', sum(balance_micros)::text) as facts
    from accounts group by currency having sum(balance_micros) <> 0 order by 1`);
  return [...asDisagreements('currency_sums_to_zero', 'L-2')(perCurrency), ...found];
}

/** L-4: each account's entries count 1, 2, 3 … and carry the balance they add up to; the account stands at the last. */
async function chains(tx: Tx, scope: Scope): Promise<Found> {
  const walked = await tx.execute<FoundRow & { readonly gap: boolean }>(sql`
    with walked as (
      select account_id, version, balance_after_micros, row_number() over w as expected, sum(amount_micros) over w as running
      from entries where ${within(scope, sql`organization_id`)}
      window w as (partition by account_id order by version)
    )
    select distinct on (account_id) account_id as subject, version <> expected as gap, jsonb_build_object(
      'version', version::text, 'expectedVersion', expected::text,
      'balanceAfterMicros', balance_after_micros::text, 'entriesMicros', running::text) as facts
    from walked where version <> expected or balance_after_micros <> running order by account_id, version limit ${MOST}`);
  const standing = await tx.execute<FoundRow & { readonly gap: boolean }>(sql`
    select a.id as subject, a.version <> coalesce(e.entries, 0) as gap, jsonb_build_object(
      'version', a.version::text, 'entries', coalesce(e.entries, 0)::text,
      'balanceMicros', a.balance_micros::text, 'entriesMicros', coalesce(e.total, 0)::text) as facts
    from accounts a
    left join (
      select account_id, count(*) as entries, sum(amount_micros) as total from entries
      where ${within(scope, sql`organization_id`)} group by account_id
    ) e on e.account_id = a.id
    where ${within(scope, sql`a.organization_id`)}
      and (a.version <> coalesce(e.entries, 0) or a.balance_micros <> coalesce(e.total, 0)) order by a.id limit ${MOST}`);
  const all = [...walked, ...standing];
  return [
    ...asDisagreements('versions_gapless', 'L-4')(all.filter((row) => row.gap)),
    ...asDisagreements('balance_equals_entries', 'L-4')(all.filter((row) => !row.gap)),
  ];
}

/** L-3: only receivable, costs, losses and the outside world may stand below zero, and the first three not above it. */
async function signs(tx: Tx, scope: Scope): Promise<Found> {
  const rows = await tx.execute<FoundRow>(sql`
    select id as subject, jsonb_build_object('balanceMicros', balance_micros::text) as facts from accounts
    where (balance_micros < 0 and kind not in ('receivable', 'costs', 'losses') and kind not like 'external:%'
        or balance_micros > 0 and kind in ('receivable', 'costs', 'losses'))
      and ${within(scope, sql`organization_id`)} order by id limit ${MOST}`);
  return asDisagreements('balance_sign', 'L-3')(rows);
}

/** L-3: what organizations owe is allowed for in full. */
async function allowance(tx: Tx, scope: Scope): Promise<Found> {
  if (scope !== null) return [];
  const rows = await tx.execute<FoundRow>(sql`
    select currency as subject, jsonb_build_object('allowanceMicros', coalesce(sum(balance_micros) filter (where kind = 'allowance'), 0)::text,
      'owedMicros', coalesce(-sum(balance_micros) filter (where kind = 'receivable'), 0)::text) as facts
    from accounts where kind in ('allowance', 'receivable') group by currency having sum(balance_micros) <> 0 order by 1`);
  return asDisagreements('allowance_covers_receivables', 'L-3')(rows);
}

/** L-2: no posting stands without entries, for it would keep its request key from the event itself. */
async function emptyPostings(tx: Tx, scope: Scope): Promise<Found> {
  if (scope !== null) return [];
  const rows = await tx.execute<FoundRow>(sql`
    select id as subject, jsonb_build_object('requestKey', request_key) as facts from postings s
    where not exists (select from entries e where e.posting_id = s.id) order by 1 limit ${MOST}`);
  return asDisagreements('posting_empty', 'L-2')(rows);
}

/** M-5: an organization's held and disputed accounts are the sums of its holds. */
async function heldAccounts(tx: Tx, scope: Scope): Promise<Found> {
  const rows = await tx.execute<FoundRow>(sql`
    select organization_id as subject, jsonb_build_object(
      'heldOverHoldsMicros', sum(held)::text, 'disputedOverHoldsMicros', sum(disputed)::text) as facts
    from (
      select organization_id, case when kind = 'held' then balance_micros else 0 end as held,
        case when kind = 'disputed' then balance_micros else 0 end as disputed
      from accounts where kind in ('held', 'disputed') and ${within(scope, sql`organization_id`)}
      union all
      select organization_id, -held_micros, -disputed_micros from holds where ${within(scope, sql`organization_id`)}
    ) both_sides
    group by organization_id having sum(held) <> 0 or sum(disputed) <> 0 order by 1 limit ${MOST}`);
  return asDisagreements('held_equals_holds', 'M-5')(rows);
}

/** M-5: an open order has one open hold of its whole limit, no other order has one, and a closed hold holds nothing. */
async function orderHolds(tx: Tx, scope: Scope): Promise<Found> {
  const rows = await tx.execute<FoundRow>(sql`
    select coalesce(o.id, h.order_id) as subject, jsonb_build_object(
      'limitMicros', o.limit_micros::text, 'heldMicros', coalesce(h.held, 0)::text, 'holds', coalesce(h.holds, 0)) as facts
    from (select id, limit_micros from orders where state = 'open' and ${within(scope, sql`organization_id`)}) o
    full join (
      select order_id, count(*) as holds, sum(held_micros + disputed_micros) as held
      from holds where lease_id is null and closed_at is null and ${within(scope, sql`organization_id`)} group by order_id
    ) h on h.order_id = o.id
    where o.id is null or h.order_id is null or h.holds <> 1 or h.held <> o.limit_micros
    union all
    select order_id, jsonb_build_object('hold', id, 'closedWithMicros', (held_micros + disputed_micros)::text)
    from holds where closed_at is not null and (held_micros <> 0 or disputed_micros <> 0) and ${within(scope, sql`organization_id`)}
    order by 1 limit ${MOST}`);
  return asDisagreements('order_hold', 'M-5')(rows);
}

/** The checks of `checkLedger` in lib/ledger, as statements over whole tables. */
export async function ledgerDisagreements(tx: Tx, scope: Scope): Promise<Found> {
  const found: Found = [];
  for (const check of [sums, emptyPostings, chains, signs, allowance, heldAccounts, orderHolds])
    found.push(...(await check(tx, scope)));
  return found;
}
