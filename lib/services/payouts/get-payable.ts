import type { PayableNow } from '@/lib/ledger/payable-now';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { currentTerms } from '../market/current-terms';
import { loadPayableOf } from './load-payable';

/**
 * What of a provider's payable balance may be paid out now and what waits (L-6). Which earnings are card money depends on
 * the buyers' deposits, which are not the provider's to see: the engine reads them, and only sums and instants come out.
 */
export async function getPayable(ctx: Ctx): Promise<PayableNow> {
  const organizationId = authorize(ctx, 'wallet.view');
  const { version: _, ...payable } = await ctx.db.asEngine(async (tx) =>
    loadPayableOf(tx, ctx.now, await currentTerms(tx, ctx.now), organizationId),
  );
  return payable;
}
