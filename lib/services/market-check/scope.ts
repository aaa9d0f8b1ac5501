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

/** A row that disagrees, as the checks' statements select it. */
export interface FoundRow extends Record<string, unknown> {
  readonly subject: string;
  readonly facts: Disagreement['facts'];
}

export const asDisagreements =
  <Check extends string>(check: Check, rule: string) =>
  (rows: Iterable<FoundRow>): Disagreement<Check>[] =>
    [...rows].map(({ subject, facts }) => ({ check, rule, subject, facts }));
