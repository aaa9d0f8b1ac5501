import type { Tx } from '@/db/client';
import { appendAudit } from '@/db/queries/append-audit';
import { AUDIT_MARKET } from '@/db/schema';
import type { Ctx } from './context';

export interface AuditNote {
  /** `<domain>.<verb>`, the file under lib/services. */
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Whose trail it belongs to; the acting organization by default, the market's for the engine. */
  readonly organizationId?: string;
}

/** Writes audit rows in the transaction of the change they tell of (O-7). */
export async function audit(tx: Tx, ctx: Ctx, ...notes: readonly AuditNote[]): Promise<void> {
  const { actor } = ctx;
  await appendAudit(
    tx,
    notes.map((note) => ({
      organizationId: note.organizationId ?? actor.organizationId ?? AUDIT_MARKET,
      actorKind: actor.kind === 'key' || actor.kind === 'person' ? actor.kind : 'engine',
      actorId: actor.keyId ?? actor.personId ?? actor.jobName ?? 'engine',
      verb: note.verb,
      subjectType: note.subjectType,
      subjectId: note.subjectId,
      facts: note.facts ?? {},
      requestId: ctx.requestId,
      eventAt: ctx.now,
    })),
  );
}
