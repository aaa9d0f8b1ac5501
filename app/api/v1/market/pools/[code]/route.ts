import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { getMarketPool } from '@/lib/services/market/get-market-pool';
import { marketPoolHoursCsv } from '@/lib/services/market/market-csv';

/** One pool with its hours of the next 14 days; `format=csv` gives the hours. */
export const GET = route(async (ctx, { params, query }) => {
  const { roundNumbers, protectedFrom: _kept, ...detail } = await getMarketPool(ctx, { code: params.code });
  if (query.get('format') === 'csv')
    return csvResponse(
      marketPoolHoursCsv(detail.hours, roundNumbers, detail.currency),
      `${detail.pool.code}.csv`,
    );
  return { ...detail, roundNumbers: Object.fromEntries(roundNumbers) };
});
