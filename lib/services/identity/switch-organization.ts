import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { memberships, sessions } from '@/db/schema';
import { audit } from '../audit';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { signedInPerson } from './signed-in-person';

const SwitchOrganizationInput = z.strictObject({ sessionId: z.string(), organizationId: z.string() });

/** Lets the person act for another of their organizations in this session; foreign ones look missing. */
export async function switchOrganization(ctx: Ctx, input: unknown): Promise<void> {
  const personId = signedInPerson(ctx);
  const { sessionId, organizationId } = parseInput(SwitchOrganizationInput, input);
  await ctx.db.asIdentity(async (tx) => {
    const [membership] = await tx
      .select({ role: memberships.role })
      .from(memberships)
      .where(and(eq(memberships.personId, personId), eq(memberships.organizationId, organizationId)));
    if (!membership) throw notFound();
    const moved = await tx
      .update(sessions)
      .set({ organizationId })
      .where(and(eq(sessions.id, sessionId), eq(sessions.personId, personId), isNull(sessions.endedAt)))
      .returning({ id: sessions.id });
    if (moved.length === 0) throw notFound();
    await audit(tx, ctx, {
      verb: 'identity.switch-organization',
      subjectType: 'session',
      subjectId: sessionId,
      organizationId,
    });
  });
}
