import type { SaidAddress } from '@/lib/identity/address';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { readAddresses } from './addresses';

/** The acting organization's registered addresses, the one that stands now first. */
export function listAddresses(ctx: Ctx): Promise<readonly SaidAddress[]> {
  const organizationId = authorize(ctx, 'organization.view');
  return ctx.db.asOrganization(organizationId, (tx) => readAddresses(tx, organizationId));
}
