import { eq } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { authorize } from '../authorize';
import type { Ctx } from '../context';

export type OrganizationFacts = typeof organizations.$inferSelect;

/** The acting organization as it is registered. */
export async function getOrganization(ctx: Ctx): Promise<OrganizationFacts> {
  const organizationId = authorize(ctx, 'organization.view');
  const [organization] = await ctx.db.asIdentity((tx) =>
    tx.select().from(organizations).where(eq(organizations.id, organizationId)),
  );
  assert(organization, 'identity', { organizationId });
  return organization;
}
