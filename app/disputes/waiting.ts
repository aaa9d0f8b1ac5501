import { pageCtx } from '@/lib/http/context';
import { countWaitingDisputes } from '@/lib/services/disputes/list-disputes';
import type { Party } from '@/lib/settlement/hearing';

/** How many disputes wait for the organization's words on a side; none for whoever sees no leases. */
export async function waitingDisputes(as: Party): Promise<number> {
  const ctx = await pageCtx();
  return ctx.actor.permissions.has('leases.view') ? countWaitingDisputes(ctx, as) : 0;
}
