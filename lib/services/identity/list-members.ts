import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { loadMembers, type Member } from './members';

/** The members of the acting organization; owners only, because it shows people's addresses. */
export async function listMembers(ctx: Ctx): Promise<Member[]> {
  const organizationId = authorize(ctx, 'members.manage');
  return ctx.db.asIdentity((tx) => loadMembers(tx, organizationId));
}
