import { route } from '@/lib/http/route';
import { getPool } from '@/lib/services/supply/get-pool';

/** One of the provider's own pools: its listing, asks, service levels and calendar; its hours have their own address. */
export const GET = route(async (ctx, { params }) => {
  const { pool, node, asks, serviceLevels, calendar, openLeases, currency } = await getPool(ctx, {
    poolId: params.id,
  });
  return { pool, node, asks, serviceLevels, calendar, openLeases, currency };
});
