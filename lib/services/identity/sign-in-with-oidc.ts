import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { persons } from '@/db/schema';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { endSessions } from './end-sessions';
import { startSession } from './start-session';

const OidcInput = z.strictObject({
  /** The issuer's own id of the person. */
  subject: z.string().min(1).max(255),
  /** Only an address the issuer has verified. */
  verifiedEmail: z.string().nullable(),
  userAgent: z.string().nullable(),
});

/**
 * The person with this subject; else the one with this verified address, whose subject it becomes. Whoever made that
 * account never proved the address, so its password and open sessions end with the link.
 */
async function findOrLink(tx: Tx, subject: string, verifiedEmail: string | null) {
  const open = isNull(persons.disabledAt);
  const [known] = await tx
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.oidcSubject, subject), open));
  if (known || verifiedEmail === null) return known;
  const [linked] = await tx
    .update(persons)
    .set({ oidcSubject: subject, passwordHash: null })
    .where(and(sql`lower(${persons.email}) = lower(${verifiedEmail})`, isNull(persons.oidcSubject), open))
    .returning({ id: persons.id });
  if (linked) await endSessions(tx, { personId: linked.id }, 'password_changed');
  return linked;
}

/** Signs in whom the market's OpenID Connect issuer vouches for; promises the new session's id. */
export async function signInWithOidc(ctx: Ctx, input: unknown): Promise<{ sessionId: string }> {
  const { subject, verifiedEmail, userAgent } = parseInput(OidcInput, input);
  return ctx.db.asIdentity(async (tx) => {
    const person = await findOrLink(tx, subject, verifiedEmail);
    if (!person) return refuseWith({ code: 'oidc_unknown', facts: {} });
    return { sessionId: await startSession(tx, ctx, { personId: person.id, userAgent, by: 'oidc' }) };
  });
}
