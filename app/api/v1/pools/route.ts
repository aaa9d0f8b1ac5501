import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listPool } from '@/lib/services/supply/list-pool';
import { listPools } from '@/lib/services/supply/list-pools';
import { poolsCsv } from '@/lib/services/supply/pools-csv';
import { readListQuery } from './read-list-query';

const ALL = 10_000;

/** The provider's own pools; `format=csv` gives all that match as a file. */
export const GET = route(async (ctx, { query }) => {
  if (query.get('format') !== 'csv') return listPools(ctx, readListQuery(query));
  const { rows, currency } = await listPools(ctx, { ...readListQuery(query), page: 1, pageSize: ALL });
  return csvResponse(poolsCsv(rows, currency), 'pools.csv');
});

/** Lists a pool. */
export const POST = route((ctx, { body }) => listPool(ctx, body));
