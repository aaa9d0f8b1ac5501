import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { MEMBER_ROLES, memberships } from '@/db/schema';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { revokeKeysOf } from './api-keys';
import { endSessions } from './end-sessions';
import { keepAnOwner, lockMember } from './members';

const ChangeMemberRoleInput = z.strictObject({ personId: z.string(), role: z.enum(MEMBER_ROLES) });

/** Gives a member another role; their sessions here end, and a former owner's keys: nothing runs on with the old role. */
export async function changeMemberRole(ctx: Ctx, input: unknown): Promise<void> {
  const organizationId = authorize(ctx, 'members.manage');
  const { personId, role } = parseInput(ChangeMemberRoleInput, input);
  await ctx.db.asIdentity(async (tx) => {
    const before = await lockMember(tx, organizationId, personId);
    if (before === role) return;
    await tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.organizationId, organizationId), eq(memberships.personId, personId)));
    await keepAnOwner(tx, organizationId);
    await endSessions(tx, { personId, organizationId }, 'role_changed');
    const revokedKeys = before === 'owner' ? await revokeKeysOf(tx, { personId, organizationId }) : 0;
    await audit(tx, ctx, {
      verb: 'identity.change-member-role',
      subjectType: 'person',
      subjectId: personId,
      facts: { before, role, revokedKeys },
    });
  });
}
