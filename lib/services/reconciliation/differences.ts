import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { ChannelName } from '@/db/schema';
import type { Micros } from '@/lib/core/amount';

/** How old a difference is, in days since our books first knew of it: up to and without the upper end. */
export const AGES = [
  { key: 'today', fromDays: 0, toDays: 1 },
  { key: 'days', fromDays: 1, toDays: 3 },
  { key: 'week', fromDays: 3, toDays: 7 },
  { key: 'month', fromDays: 7, toDays: 30 },
  { key: 'older', fromDays: 30, toDays: null },
] as const;
export type Age = (typeof AGES)[number]['key'];

const DAY_MS = 86_400_000;

/** How old something is at an instant, by the same steps. */
export function ageAt(since: Date, now: Date): Age {
  const days = (now.getTime() - since.getTime()) / DAY_MS;
  return AGES.find(({ toDays }) => toDays === null || days < toDays)?.key ?? 'older';
}

/** What a difference is: only in our books, only in the channel's, in both with other amounts, or in another currency. */
export const DIFFERENCE_KINDS = ['ledger_only', 'channel_only', 'amounts_differ', 'other_currency'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One thing that our books and a channel's lines tell differently. */
export interface Difference {
  readonly channel: ChannelName;
  readonly kind: DifferenceKind;
  readonly subjectType: 'payment' | 'chargeback' | 'movement';
  readonly subjectId: string;
  /** What it is: a payment's or a line's kind. */
  readonly what: string;
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  readonly currency: string;
  /** What it added to our balance at the channel by our books, and by the channel's lines. */
  readonly ledgerMicros: Micros;
  readonly movedMicros: Micros;
  readonly differenceMicros: Micros;
  /** Why the channel's line fits nothing, as a closed code. */
  readonly why: string | null;
  /** An operator's words, where it was explained. */
  readonly note: string | null;
  /** The channel's line, where it can be explained. */
  readonly movementId: string | null;
  readonly since: Date;
  readonly age: Age;
}

const ageOf = (since: SQL, now: Date): SQL => {
  const days = sql`extract(epoch from ${now.toISOString()}::timestamptz - ${since}) / 86400`;
  const cases = AGES.map(({ key, toDays }) =>
    toDays === null ? sql`else ${key}` : sql`when ${days} < ${toDays} then ${key}`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
};

/**
 * Everything that our books and the channels' lines tell differently, by what it is about. Each entry of an outside
 * account and each line belongs to one subject, so the differences of a channel add up to all of its difference. Play
 * money has no outside.
 */
const differences = (currency: string, now: Date): SQL => sql`
  with ledger as (
    select split_part(a.kind, ':', 2) as channel, p.subject_type, p.subject_id,
      -sum(e.amount_micros)::bigint as micros, min(e.event_at) as since, min(p.recipe) as recipe
    from accounts a join entries e on e.account_id = a.id join postings p on p.id = e.posting_id
    where a.kind like 'external:%' and a.kind <> 'external:sandbox'
    group by 1, 2, 3
  ), told as (
    select m.channel, m.kind, m.why, m.note, m.event_at, m.state, m.id, m.amount_micros, m.currency,
      case when m.state <> 'matched' or m.kind in ('fee', 'to_bank', 'other') then 'movement'
        when m.kind = 'chargeback' then 'chargeback' else 'payment' end as subject_type,
      case when m.channel = 'bank' and m.kind = 'to_bank' then coalesce(m.external_id, m.id)
        when m.state <> 'matched' or m.kind in ('fee', 'to_bank', 'other') then m.id
        when m.kind = 'chargeback' then m.external_id else m.payment_id end as subject_id
    from external_movements m
  ), parts as (
    select channel, subject_type, subject_id, amount_micros as micros, event_at, kind, why, note,
      case when state <> 'matched' then id end as movement_id
    from told where currency = ${currency}
    union all
    select channel, 'movement', id, -fee_micros, event_at, 'fee', null, null, null
    from external_movements where currency = ${currency} and fee_micros > 0
  ), moved as (
    select channel, subject_type, subject_id, sum(micros)::bigint as micros, min(event_at) as since,
      coalesce(min(kind) filter (where kind <> 'fee'), min(kind)) as kind, min(why) as why, min(note) as note, min(movement_id) as movement_id
    from parts group by 1, 2, 3
  ), both_sides as (
    select channel, subject_type, subject_id, coalesce(l.micros, 0) as ledger_micros, coalesce(m.micros, 0) as moved_micros,
      least(l.since, m.since) as since, coalesce(m.kind, l.recipe) as what, m.why, m.note, m.movement_id,
      case when m.channel is null then 'ledger_only' when l.channel is null then 'channel_only' else 'amounts_differ' end as kind,
      ${currency} as currency
    from ledger l full join moved m using (channel, subject_type, subject_id)
    where coalesce(l.micros, 0) <> coalesce(m.micros, 0)
    union all
    select channel, 'movement', id, 0, amount_micros, event_at, kind, why, note, id, 'other_currency', currency
    from told where currency <> ${currency} and state <> 'matched'
  ), differences as (
    select d.*, (d.moved_micros - d.ledger_micros) as difference_micros, coalesce(y.kind, d.what) as said,
      coalesce(y.organization_id, c.organization_id) as organization_id, o.registered_name as organization_name,
      ${ageOf(sql`d.since`, now)} as age
    from both_sides d
    left join payments y on d.subject_type = 'payment' and y.id = d.subject_id
    left join chargebacks c on d.subject_type = 'chargeback' and c.id = d.subject_id
    left join organizations o on o.id = coalesce(y.organization_id, c.organization_id)
  )`;

export interface DifferenceFilter {
  readonly channel?: ChannelName;
  readonly kind?: DifferenceKind;
  readonly age?: Age;
}

const matching = ({ channel, kind, age }: DifferenceFilter): SQL => sql`
  (${channel ?? null}::text is null or channel = ${channel ?? null})
  and (${kind ?? null}::text is null or kind = ${kind ?? null})
  and (${age ?? null}::text is null or age = ${age ?? null})`;

interface FoundDifference extends Record<string, unknown> {
  readonly channel: ChannelName;
  readonly kind: DifferenceKind;
  readonly subject_type: Difference['subjectType'];
  readonly subject_id: string;
  readonly said: string;
  readonly organization_id: string | null;
  readonly organization_name: string | null;
  readonly currency: string;
  readonly ledger_micros: string;
  readonly moved_micros: string;
  readonly difference_micros: string;
  readonly why: string | null;
  readonly note: string | null;
  readonly movement_id: string | null;
  readonly since: string;
  readonly age: Age;
  readonly total: number;
}

const differenceOf = (row: FoundDifference): Difference => ({
  channel: row.channel,
  kind: row.kind,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  what: row.said,
  organizationId: row.organization_id,
  organizationName: row.organization_name,
  currency: row.currency,
  ledgerMicros: BigInt(row.ledger_micros),
  movedMicros: BigInt(row.moved_micros),
  differenceMicros: BigInt(row.difference_micros),
  why: row.why,
  note: row.note,
  movementId: row.movement_id,
  since: new Date(row.since),
  age: row.age,
});

/** The differences that match, oldest first, and how many there are in all. */
export async function listDifferences(
  tx: Tx,
  { currency, now }: { readonly currency: string; readonly now: Date },
  filter: DifferenceFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly Difference[]; readonly total: number }> {
  const rows = await tx.execute<FoundDifference>(sql`
    ${differences(currency, now)}
    select *, count(*) over ()::integer as total from differences where ${matching(filter)}
    order by since, channel, subject_type, subject_id limit ${limit} offset ${offset}`);
  return { rows: rows.map(differenceOf), total: rows[0]?.total ?? 0 };
}

/** How much differs at each channel, by kind and age; explained ones are counted apart. */
export interface DifferenceSum {
  readonly channel: ChannelName;
  readonly kind: DifferenceKind;
  readonly age: Age;
  readonly count: number;
  readonly differenceMicros: Micros;
  readonly explained: number;
}

export async function sumDifferences(
  tx: Tx,
  { currency, now }: { readonly currency: string; readonly now: Date },
): Promise<readonly DifferenceSum[]> {
  const rows = await tx.execute<{
    channel: ChannelName;
    kind: DifferenceKind;
    age: Age;
    count: number;
    micros: string;
    explained: number;
  }>(sql`
    ${differences(currency, now)}
    select channel, kind, age, count(*)::integer as count, count(note)::integer as explained,
      sum(case when kind = 'other_currency' then 0 else difference_micros end)::bigint as micros
    from differences group by 1, 2, 3 order by 1, 2, 3`);
  return rows.map(({ micros, ...row }) => ({ ...row, differenceMicros: BigInt(micros) }));
}
