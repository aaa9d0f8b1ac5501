import { and, eq, gt, ilike, lte, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { disputes, publishedPools } from '@/db/schema';
import { DISPUTE_REASONS } from '@/lib/settlement/acceptance';
import { OUTCOMES } from '@/lib/settlement/dispute';
import { DECISION_HOURS, PARTIES } from '@/lib/settlement/hearing';
import { buyer, provider } from './dispute-columns';
import type { DisputeReader } from './dispute-reader';
import { statementsEndAt } from './said-in';

/** Where disputes stand, as a list is asked for them. */
export const STAGES = ['open', 'statements', 'decision', 'overdue', 'decided'] as const;

export const ListDisputesInput = z.strictObject({
  /** Which side of them an organization is on; both when it isn't said. */
  as: z.enum(PARTIES).optional(),
  stage: z.enum(STAGES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  reason: z.enum(DISPUTE_REASONS).optional(),
  leaseId: z.string().max(40).optional(),
  /** Part of a party's or a pool's name, or of an id. */
  text: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).default(50),
});
export type DisputeFilter = z.output<typeof ListDisputesInput>;

export const isOpen = eq(disputes.state, 'open');

/** Disputes that stand so at an instant; all when nothing is asked. */
export function stageIs(stage: DisputeFilter['stage'], now: Date): SQL | undefined {
  const at = now.toISOString();
  switch (stage) {
    case undefined:
      return undefined;
    case 'open':
      return isOpen;
    case 'decided':
      return eq(disputes.state, 'decided');
    case 'statements':
      return and(isOpen, gt(statementsEndAt, sql`${at}::timestamptz`));
    case 'decision':
      return and(isOpen, lte(statementsEndAt, sql`${at}::timestamptz`));
    case 'overdue':
      return and(
        isOpen,
        lte(statementsEndAt, sql`${at}::timestamptz - make_interval(hours => ${DECISION_HOURS})`),
      );
  }
}

/** `%` and `_` are themselves in what a person searches for. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** What a list is asked for, as a condition on its rows. */
export function asked(filter: DisputeFilter, { organizationId }: DisputeReader, now: Date): SQL | undefined {
  const { as, stage, outcome, reason, leaseId, text } = filter;
  const side = { buyer: disputes.buyerOrganizationId, provider: disputes.providerOrganizationId };
  return and(
    as && organizationId ? eq(side[as], organizationId) : undefined,
    stageIs(stage, now),
    outcome && eq(disputes.outcome, outcome),
    reason && eq(disputes.reason, reason),
    leaseId ? eq(disputes.leaseId, leaseId) : undefined,
    text
      ? or(
          ...[
            buyer.registeredName,
            provider.registeredName,
            publishedPools.name,
            disputes.id,
            disputes.leaseId,
          ].map((column) => ilike(column, containing(text))),
        )
      : undefined,
  );
}
