import { and, count, desc, eq, gte, ilike, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { auditChain, auditRows, organizations, persons } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';

const DATE = z.iso.date('format');

const ListAuditInput = z.strictObject({
  organizationId: z.string().max(40).optional(),
  verb: z.string().max(80).optional(),
  /** A subject's or actor's id, or a request id. */
  subject: z.string().trim().max(80).optional(),
  /** UTC dates, both included. */
  from: DATE.optional(),
  to: DATE.optional(),
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(10_000).default(50),
});

/** A row of the trail with its link in its organization's chain; number and hash are null until the sequencer was there. */
export interface AuditLine {
  readonly id: bigint;
  readonly number: bigint | null;
  readonly hash: string | null;
  readonly organizationId: string;
  readonly organizationName: string | null;
  readonly actorKind: 'person' | 'key' | 'engine';
  readonly actorId: string;
  readonly actorName: string | null;
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly eventAt: Date;
}

export interface AuditTrail {
  readonly rows: readonly AuditLine[];
  readonly total: number;
  /** Rows the sequencer hasn't numbered yet, over the whole trail. */
  readonly unnumbered: number;
  readonly verbs: readonly string[];
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
}

function matching(input: z.infer<typeof ListAuditInput>): SQL | undefined {
  const { organizationId, verb, subject, from, to } = input;
  const startOf = (date: string) => new Date(`${date}T00:00:00Z`);
  return and(
    organizationId ? eq(auditRows.organizationId, organizationId) : undefined,
    verb ? eq(auditRows.verb, verb) : undefined,
    subject
      ? or(
          ilike(auditRows.subjectId, `%${subject.replaceAll(/[\\%_]/g, '\\$&')}%`),
          eq(auditRows.actorId, subject),
          eq(auditRows.requestId, subject),
        )
      : undefined,
    from ? gte(auditRows.eventAt, startOf(from)) : undefined,
    to ? lt(auditRows.eventAt, new Date(startOf(to).getTime() + 86_400_000)) : undefined,
  );
}

/** The audit trail of every organization and of the market, newest first, for the operator (O-7). */
export async function listAudit(ctx: Ctx, raw: unknown = {}): Promise<AuditTrail> {
  authorize(ctx, 'operate.view');
  const input = parseInput(ListAuditInput, raw);
  const where = matching(input);
  return ctx.db.asEngine(async (tx) => ({
    rows: await tx
      .select({
        id: auditRows.id,
        number: auditChain.number,
        hash: sql<string | null>`encode(${auditChain.hash}, 'hex')`,
        organizationId: auditRows.organizationId,
        organizationName: organizations.registeredName,
        actorKind: auditRows.actorKind,
        actorId: auditRows.actorId,
        actorName: persons.name,
        verb: auditRows.verb,
        subjectType: auditRows.subjectType,
        subjectId: auditRows.subjectId,
        facts: auditRows.facts,
        requestId: auditRows.requestId,
        eventAt: auditRows.eventAt,
      })
      .from(auditRows)
      .leftJoin(auditChain, eq(auditChain.auditId, auditRows.id))
      .leftJoin(organizations, eq(organizations.id, auditRows.organizationId))
      .leftJoin(persons, eq(persons.id, auditRows.actorId))
      .where(where)
      .orderBy(desc(auditRows.id))
      .limit(input.pageSize)
      .offset((input.page - 1) * input.pageSize),
    total: (await tx.select({ n: count() }).from(auditRows).where(where))[0]?.n ?? 0,
    unnumbered: Number(
      (
        await tx.execute<{ n: string }>(
          sql`select (select count(*) from ${auditRows}) - (select count(*) from ${auditChain}) as n`,
        )
      )[0]?.n ?? 0,
    ),
    verbs: (await tx.selectDistinct({ verb: auditRows.verb }).from(auditRows).orderBy(auditRows.verb)).map(
      (row) => row.verb,
    ),
    organizations: await tx
      .select({ id: organizations.id, name: organizations.registeredName })
      .from(organizations)
      .orderBy(organizations.registeredName),
  }));
}
