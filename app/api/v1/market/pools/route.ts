import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listMarketPools } from '@/lib/services/market/list-market-pools';
import { marketPoolsCsv } from '@/lib/services/market/market-csv';

const CSV_ROWS_MAX = 10_000;

/** Filters and order as in the market's table; `format=csv` gives every row that matches. */
export const GET = route(async (ctx, { query }) => {
  const { format, dir, page, pageSize, ...filter } = Object.fromEntries(
    [...query].filter(([, value]) => value !== ''),
  );
  const asked = { ...filter, ...(dir ? { direction: dir } : {}) };
  if (format === 'csv') {
    const { rows, currency } = await listMarketPools(ctx, { ...asked, pageSize: CSV_ROWS_MAX });
    return csvResponse(marketPoolsCsv(rows, currency), 'pools.csv');
  }
  return listMarketPools(ctx, {
    ...asked,
    ...(page ? { page: Number(page) } : {}),
    ...(pageSize ? { pageSize: Number(pageSize) } : {}),
  });
});
