import { PoolForm } from '@/lib/market/pool-form';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';
import { currentTerms } from '../market/current-terms';
import { passGate } from '../rounds/gate';
import { createPools, type ListedPool } from './create-pools';
import { complaintsAbout, loadListingRules } from './pool-rules';

/** A provider lists a pool: it gets its identifier and is offered from the first sellable hour on. */
export async function listPool(ctx: Ctx, raw: unknown): Promise<ListedPool> {
  const organizationId = authorizeTrading(ctx, 'pools.manage');
  const form = parseInput(PoolForm, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    await passGate(tx);
    const terms = await currentTerms(tx, ctx.now);
    const fields = complaintsAbout(form, await loadListingRules(tx, organizationId, terms));
    if (Object.keys(fields).length > 0) throw new ServiceError('invalid_input', { fields });
    const [listed] = await createPools(tx, ctx, organizationId, [form], terms);
    if (!listed) throw new ServiceError('unavailable');
    return listed;
  });
}
