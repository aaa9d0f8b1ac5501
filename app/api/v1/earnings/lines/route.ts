import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { earningLinesCsv } from '@/lib/services/wallet/earnings-csv';
import { listEarningLines } from '@/lib/services/wallet/list-earning-lines';

const ALL = 10_000;

/** Lines of the provider's payable account, newest first; `format=csv` gives them as a file. */
export const GET = route(async (ctx, { query }) => {
  const input = Object.fromEntries(query);
  if (query.get('format') !== 'csv') return listEarningLines(ctx, input);
  const { rows, currency } = await listEarningLines(ctx, { ...input, page: 1, pageSize: ALL });
  return csvResponse(earningLinesCsv(rows, currency), 'earning-lines.csv');
});
