import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { sessions } from '@/db/schema';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { endSessions, type SessionEnd } from './end-sessions';
import { signedInPerson } from './signed-in-person';

async function end(
  ctx: Ctx,
  sessionId: string,
  personId: string | null,
  because: SessionEnd,
): Promise<boolean> {
  return ctx.db.asIdentity(async (tx) => {
    const [session] = await tx
      .select({ personId: sessions.personId, organizationId: sessions.organizationId })
      .from(sessions)
      .where(eq(sessions.id, sessionId));
    if (!session || (personId !== null && session.personId !== personId)) return false;
    const ended = await endSessions(tx, { personId: session.personId, sessionId }, because);
    if (ended > 0 && session.organizationId)
      await audit(
        tx,
        { ...ctx, actor: { ...ctx.actor, kind: 'person', personId: session.personId } },
        {
          verb: 'identity.end-session',
          subjectType: 'session',
          subjectId: sessionId,
          facts: { because },
          organizationId: session.organizationId,
        },
      );
    return true;
  });
}

const EndSessionInput = z.strictObject({ sessionId: z.string() });

/** Ends one of the signed-in person's own sessions. */
export async function endSession(ctx: Ctx, input: unknown): Promise<void> {
  const personId = signedInPerson(ctx);
  const { sessionId } = parseInput(EndSessionInput, input);
  if (!(await end(ctx, sessionId, personId, 'ended_by_person'))) throw notFound();
}

/** Ends the session that a sign-out came from; its id, known from the cookie, is the proof. */
export async function endSessionById(ctx: Ctx, sessionId: string): Promise<void> {
  await end(ctx, sessionId, null, 'signed_out');
}
