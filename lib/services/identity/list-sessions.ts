import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Ctx } from '../context';
import { securityNow } from './security-clock';
import { signedInPerson } from './signed-in-person';

export interface SessionLine {
  readonly id: string;
  readonly userAgent: string | null;
  readonly startedAt: Date;
  readonly expiresAt: Date;
}

/** The signed-in person's open sessions, newest first. */
export async function listSessions(ctx: Ctx): Promise<SessionLine[]> {
  const personId = signedInPerson(ctx);
  return ctx.db.asIdentity((tx) =>
    tx
      .select({
        id: sessions.id,
        userAgent: sessions.userAgent,
        startedAt: sessions.startedAt,
        expiresAt: sessions.expiresAt,
      })
      .from(sessions)
      .where(
        and(eq(sessions.personId, personId), isNull(sessions.endedAt), gt(sessions.expiresAt, securityNow())),
      )
      .orderBy(desc(sessions.startedAt), desc(sessions.id)),
  );
}
