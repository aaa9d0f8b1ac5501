import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { auditRows, budgets, jobs, marketSettings, persons } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { standingsOf } from './standings';

const HISTORY = 50;
const LABELS = 200;
const VERBS = ['budgets.set-budget', 'budgets.end-budget'];

/** What was done to budgets, newest first, from the organization's own trail. */
const historyOf = (tx: Tx, organizationId: string) =>
  tx
    .select({
      id: auditRows.id,
      verb: auditRows.verb,
      facts: auditRows.facts,
      eventAt: auditRows.eventAt,
      by: persons.name,
    })
    .from(auditRows)
    .leftJoin(persons, eq(persons.id, auditRows.actorId))
    .where(and(eq(auditRows.organizationId, organizationId), inArray(auditRows.verb, VERBS)))
    .orderBy(desc(auditRows.id))
    .limit(HISTORY);

/** The project labels its jobs have used, in order: what a budget may be set for. */
export async function listLabels(ctx: Ctx): Promise<readonly string[]> {
  const organizationId = authorize(ctx, 'jobs.view');
  return ctx.db.asOrganization(organizationId, (tx) => labelsOf(tx, organizationId));
}

async function labelsOf(tx: Tx, organizationId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectDistinct({ label: jobs.label })
    .from(jobs)
    .where(and(eq(jobs.organizationId, organizationId), ne(jobs.label, '')))
    .orderBy(asc(jobs.label))
    .limit(LABELS);
  return rows.map((row) => row.label);
}

/** The organization's budgets in force with where they stand, its labels, and what was done to budgets. */
export async function listBudgets(ctx: Ctx) {
  const organizationId = authorize(ctx, 'jobs.view');
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    assert(settings, 'market settings');
    const rows = await tx
      .select()
      .from(budgets)
      .where(and(eq(budgets.organizationId, organizationId), isNull(budgets.endedAt)))
      .orderBy(asc(budgets.label), asc(budgets.period));
    // The organization's own first: PostgreSQL puts nulls last.
    rows.sort((a, b) => Number(a.label !== null) - Number(b.label !== null));
    return {
      currency: settings.currency,
      budgets: await standingsOf(tx, rows, ctx.now),
      labels: await labelsOf(tx, organizationId),
      history: await historyOf(tx, organizationId),
    };
  });
}
export type Budgets = Awaited<ReturnType<typeof listBudgets>>;
