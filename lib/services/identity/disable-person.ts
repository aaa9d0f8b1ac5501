import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { memberships, persons } from '@/db/schema';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { revokeKeysOf } from './api-keys';
import { endSessions } from './end-sessions';

const DisablePersonInput = z.strictObject({
  email: z.string().trim().min(1, 'required'),
  reason: z.string().trim().min(1, 'required').max(500),
});

/** Shuts a person out: no sign-in, every session ended, every key they made revoked; told in each of their trails. */
export async function disablePerson(ctx: Ctx, input: unknown): Promise<void> {
  if (ctx.actor.kind !== 'engine') authorize(ctx, 'organizations.admit');
  const { email, reason } = parseInput(DisablePersonInput, input);
  await ctx.db.asIdentity(async (tx) => {
    const [person] = await tx
      .update(persons)
      .set({ disabledAt: ctx.now })
      .where(and(sql`lower(${persons.email}) = lower(${email})`, isNull(persons.disabledAt)))
      .returning({ id: persons.id });
    if (!person) throw notFound();
    const endedSessions = await endSessions(tx, { personId: person.id }, 'disabled');
    const revokedKeys = await revokeKeysOf(tx, { personId: person.id });
    const trails = await tx
      .select({ organizationId: memberships.organizationId })
      .from(memberships)
      .where(eq(memberships.personId, person.id));
    await audit(
      tx,
      ctx,
      ...trails.map(({ organizationId }) => ({
        verb: 'identity.disable-person',
        subjectType: 'person',
        subjectId: person.id,
        facts: { reason, endedSessions, revokedKeys },
        organizationId,
      })),
    );
  });
}
