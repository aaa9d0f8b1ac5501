import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { getPool } from '@/lib/services/supply/get-pool';
import { poolHoursCsv } from '@/lib/services/supply/pools-csv';

/** The hours of one of the provider's own pools from the running one on; `format=csv` gives a file. */
export const GET = route(async (ctx, { params, query }) => {
  const { pool, hours, currency, terms } = await getPool(ctx, { poolId: params.id });
  if (query.get('format') !== 'csv') return { currency, timeZone: pool.timeZone, hours };
  return csvResponse(
    poolHoursCsv(hours, pool, { currency, feeBps: terms.feeBps }),
    `${pool.code.replace('*', '_')}.csv`,
  );
});
