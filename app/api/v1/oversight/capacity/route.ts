import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listCapacity } from '@/lib/services/oversight/list-capacity';
import { capacityCsv } from '@/lib/services/oversight/oversight-csv';

export const GET = route(async (ctx, { query }) => {
  const capacity = await listCapacity(ctx);
  return query.get('format') === 'csv' ? csvResponse(capacityCsv(capacity.rows), 'capacity.csv') : capacity;
});
