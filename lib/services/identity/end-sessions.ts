import { and, eq, isNull, ne, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sessions } from '@/db/schema';
import { securityNow } from './security-clock';

/** Why a session ended before its time. */
export type SessionEnd = 'signed_out' | 'ended_by_person' | 'password_changed' | 'role_changed' | 'disabled';

export interface WhichSessions {
  readonly personId: string;
  readonly sessionId?: string;
  readonly exceptSessionId?: string;
  /** Only sessions in which the person acts for this organization. */
  readonly organizationId?: string;
}

/** Ends a person's open sessions, all or the one named; promises how many ended. */
export async function endSessions(tx: Tx, which: WhichSessions, because: SessionEnd): Promise<number> {
  const conditions: SQL[] = [eq(sessions.personId, which.personId), isNull(sessions.endedAt)];
  if (which.sessionId) conditions.push(eq(sessions.id, which.sessionId));
  if (which.exceptSessionId) conditions.push(ne(sessions.id, which.exceptSessionId));
  if (which.organizationId) conditions.push(eq(sessions.organizationId, which.organizationId));
  const ended = await tx
    .update(sessions)
    .set({ endedAt: securityNow(), endedBecause: because })
    .where(and(...conditions))
    .returning({ id: sessions.id });
  return ended.length;
}
