import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { disputesCsv } from '@/lib/services/disputes/disputes-csv';
import { listDisputes } from '@/lib/services/disputes/list-disputes';

const ALL = 10_000;

/** Disputes the caller may see, as buyer or provider (`as`) or as a watcher; `format=csv` gives all that match as a file. */
export const GET = route(async (ctx, { query }) => {
  const { format, ...input } = Object.fromEntries([...query].filter(([, value]) => value !== ''));
  if (format !== 'csv') return listDisputes(ctx, input);
  const { rows, currency } = await listDisputes(ctx, { ...input, page: 1, pageSize: ALL });
  return csvResponse(disputesCsv(rows, currency), 'disputes.csv');
});
