import { z } from 'zod';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { setOrganizationStatus } from './set-organization-status';

const SuspendOrganizationInput = z.strictObject({
  organizationId: z.string(),
  reason: z.string().trim().min(1, 'required').max(500, 'too_long'),
});

/** Stops an organization from trading, for a stated reason; what it has bought and sold goes on. */
export async function suspendOrganization(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'organizations.admit');
  const { organizationId, reason } = parseInput(SuspendOrganizationInput, input);
  await ctx.db.asIdentity(async (tx) => {
    const before = await setOrganizationStatus(tx, organizationId, 'suspended');
    await audit(tx, ctx, {
      verb: 'identity.suspend-organization',
      subjectType: 'organization',
      subjectId: organizationId,
      facts: { before, reason },
      organizationId,
    });
  });
}
