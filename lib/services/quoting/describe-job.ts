import { z } from 'zod';
import { jobs } from '@/db/schema';
import { JobSpec, jobUnits } from '@/lib/market/job';
import type { Window } from '@/lib/market/pool';
import type { PoolNearMiss } from '@/lib/market/quote';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { checkSpec } from './check-spec';
import { lookAtMarket, quotesOf } from './look-at-market';
import type { QuoteView } from './quote-view';
import { saveQuotes } from './save-quotes';

export const DescribeJobInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** The buyer's own project label, for budgets and statements. */
  label: z.string().trim().max(80).default(''),
  spec: JobSpec,
  /** False: only the job, for a limit order without a look at quotes. */
  quotes: z.boolean().default(true),
  rankBy: z.enum(['total', 'finish']).default('total'),
});

/** Binding quotes with every pool that was left out and why (M-3). */
export interface Quoted {
  readonly jobId: string;
  readonly quotes: readonly QuoteView[];
  readonly nearMisses: readonly PoolNearMiss[];
  /** Null when no quotes were asked for. */
  readonly window: Window | null;
}

/** A buyer describes a result; the job is kept and, unless told otherwise, quoted at once (M-6, P-6). */
export async function describeJob(ctx: Ctx, raw: unknown): Promise<Quoted> {
  const organizationId = authorizeTrading(ctx, 'jobs.describe');
  const input = parseInput(DescribeJobInput, raw);
  checkSpec(input.spec);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const jobId = ctx.newId('job');
    const { kind, units } = jobUnits(input.spec);
    await tx.insert(jobs).values({
      id: jobId,
      organizationId,
      createdByPersonId: ctx.actor.personId,
      kind: input.spec.kind,
      name: input.name,
      label: input.label,
      spec: input.spec,
      unitKind: kind,
      units,
      eventAt: ctx.now,
    });
    const made = input.quotes
      ? quotesOf(await lookAtMarket(tx, ctx, organizationId, input.spec), input.rankBy)
      : null;
    const saved = await saveQuotes(tx, ctx, { id: jobId, organizationId }, made?.quotes ?? []);
    await audit(tx, ctx, {
      verb: 'quoting.describe-job',
      subjectType: 'job',
      subjectId: jobId,
      facts: { kind: input.spec.kind, unitKind: kind, units: units.toString(), quotes: saved.length },
    });
    return { jobId, quotes: saved, nearMisses: made?.nearMisses ?? [], window: made?.window ?? null };
  });
}
