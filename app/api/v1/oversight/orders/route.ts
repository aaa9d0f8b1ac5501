import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listOrderCounts } from '@/lib/services/oversight/list-order-counts';
import { countsCsv } from '@/lib/services/oversight/oversight-csv';

export const GET = route(async (ctx, { query }) => {
  const counts = await listOrderCounts(ctx);
  return query.get('format') === 'csv' ? csvResponse(countsCsv(counts), 'orders-and-leases.csv') : counts;
});
