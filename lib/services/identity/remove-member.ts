import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { memberships } from '@/db/schema';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { revokeKeysOf } from './api-keys';
import { endSessions } from './end-sessions';
import { keepAnOwner, lockMember } from './members';

const RemoveMemberInput = z.strictObject({ personId: z.string() });

/** Takes a member out of the acting organization, ends their sessions for it and revokes the keys they made for it. */
export async function removeMember(ctx: Ctx, input: unknown): Promise<{ revokedKeys: number }> {
  const organizationId = authorize(ctx, 'members.manage');
  const { personId } = parseInput(RemoveMemberInput, input);
  return ctx.db.asIdentity(async (tx) => {
    const role = await lockMember(tx, organizationId, personId);
    await tx
      .delete(memberships)
      .where(and(eq(memberships.organizationId, organizationId), eq(memberships.personId, personId)));
    await keepAnOwner(tx, organizationId);
    await endSessions(tx, { personId, organizationId }, 'role_changed');
    const revokedKeys = await revokeKeysOf(tx, { personId, organizationId });
    await audit(tx, ctx, {
      verb: 'identity.remove-member',
      subjectType: 'person',
      subjectId: personId,
      facts: { role, revokedKeys },
    });
    return { revokedKeys };
  });
}
