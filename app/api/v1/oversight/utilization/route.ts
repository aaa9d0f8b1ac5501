import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listUtilization } from '@/lib/services/oversight/list-utilization';
import { utilizationCsv } from '@/lib/services/oversight/oversight-csv';

export const GET = route(async (ctx, { query }) => {
  const report = await listUtilization(ctx);
  return query.get('format') === 'csv' ? csvResponse(utilizationCsv(report.days), 'utilization.csv') : report;
});
