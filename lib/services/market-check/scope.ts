import { type SQL, sql } from 'drizzle-orm';
import type { Disagreement } from '@/lib/ledger/invariants';

/** What is checked: everything, or what touches these organizations. */
export type Scope = readonly string[] | null;

/** True for rows of the scope, where the expressions name the organizations a row belongs to. */
export function within(scope: Scope, ...organizationIds: readonly SQL[]): SQL {
  if (scope === null) return sql`true`;
  const wanted = sql`any(array[${sql.join(
    scope.map((id) => sql`${id}`),
    sql`, `,
  )}]::text[])`;
  return sql`(${sql.join(
    organizationIds.map((id) => sql`${id} = ${wanted}`),
    sql` or `,
  )})`;
}

/** True for rows of the scope's pools, by `pool_id`: pools are found by their organization's index, pool-hours by their pool's. */
export const ofPools = (scope: Scope): SQL =>
  scope === null
    ? sql`true`
    : sql`pool_id in (select id from pools where ${within(scope, sql`organization_id`)})`;

/** A row that disagrees, as the checks' statements select it. */
export interface FoundRow extends Record<string, unknown> {
  readonly subject: string;
  readonly facts: Disagreement['facts'];
}

export const asDisagreements =
  <Check extends string>(check: Check, rule: string) =>
  (rows: Iterable<FoundRow>): Disagreement<Check>[] =>
    [...rows].map(({ subject, facts }) => ({ check, rule, subject, facts }));
