import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Database } from '@/db/client';
import { post } from '@/db/queries/post';
import { chunksOf } from '@/lib/core/group';
import { makeId } from '@/lib/core/ids';
import type { AccountKind, Entry, Posting } from '@/lib/ledger/posting';

export const CURRENCY = 'CNY';
/** What every account of the bench starts with: more than a run can take out of it. */
const FUNDS_MICROS = 1_000_000_000_000n;
const POSTINGS_PER_CALL = 1000;

export const newPostingId = (): string => makeId('posting', Date.now(), randomBytes(12));

/** One line of a bench's posting. */
export const entryOf = (organizationId: string | null, kind: AccountKind, amountMicros: bigint): Entry => ({
  organizationId,
  kind,
  currency: CURRENCY,
  amountMicros,
});

/** Makes as many admitted organizations in bulk; promises their ids. */
export async function makeOrganizations(sql: Sql, wanted: number, now: Date): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    insert into organizations (id, short_code, registered_name, country, registration_number, is_buyer, is_provider, is_regulator,
      is_operator, status, event_at)
    select 'org_bench_' || lpad(n::text, 6, '0'), 'B' || lpad(n::text, 5, '0'), 'Organization ' || n, 'DE', 'HRB ' || n, true, true, false, false, 'admitted', ${now}
    from generate_series(1, ${wanted}::integer) n returning id`;
  return rows.map(({ id }) => id);
}

/** Gives every organization money of a kind, posted as a sandbox payment would be. */
export async function fundAll(
  db: Database,
  organizations: readonly string[],
  kind: 'available' | 'held',
  now: Date,
): Promise<void> {
  const postings = organizations.map(
    (organizationId): Posting => ({
      id: newPostingId(),
      recipe: 'top_up',
      requestKey: `bench:${kind}:${organizationId}`,
      subjectType: 'payment',
      subjectId: organizationId,
      facts: { channel: 'sandbox' },
      eventAt: now,
      entries: [
        entryOf(null, 'external:sandbox', -FUNDS_MICROS),
        entryOf(organizationId, kind, FUNDS_MICROS),
      ],
    }),
  );
  for (const some of chunksOf(postings, POSTINGS_PER_CALL)) await db.asEngine((tx) => post(tx, some));
}
