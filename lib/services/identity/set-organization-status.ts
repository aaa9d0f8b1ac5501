import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { organizations } from '@/db/schema';
import { notFound, refuseWith } from '../errors';

type Status = typeof organizations.$inferSelect.status;

/** Moves an organization to a status it isn't in yet; promises the one it had. The operator itself never moves. */
export async function setOrganizationStatus(tx: Tx, organizationId: string, status: Status): Promise<Status> {
  const [organization] = await tx
    .select({ status: organizations.status, isOperator: organizations.isOperator })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for('update');
  if (!organization) throw notFound();
  if (organization.isOperator || organization.status === status)
    refuseWith({ code: 'organization_state', facts: { status: organization.status } });
  await tx.update(organizations).set({ status }).where(eq(organizations.id, organizationId));
  return organization.status;
}
