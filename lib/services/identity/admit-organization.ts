import { z } from 'zod';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { setOrganizationStatus } from './set-organization-status';

const AdmitOrganizationInput = z.strictObject({
  organizationId: z.string(),
  note: z.string().trim().max(500, 'too_long').default(''),
});

/** Lets a pending or suspended organization trade; told in its own audit trail. */
export async function admitOrganization(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'organizations.admit');
  const { organizationId, note } = parseInput(AdmitOrganizationInput, input);
  await ctx.db.asIdentity(async (tx) => {
    const before = await setOrganizationStatus(tx, organizationId, 'admitted');
    await audit(tx, ctx, {
      verb: 'identity.admit-organization',
      subjectType: 'organization',
      subjectId: organizationId,
      facts: { before, note },
      organizationId,
    });
  });
}
