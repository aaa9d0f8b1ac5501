import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { leasesCsv } from '@/lib/services/leases/leases-csv';
import { listLeases } from '@/lib/services/leases/list-leases';

const ALL = 10_000;

/** The organization's leases as buyer or provider (`as`), newest first; `format=csv` gives all that match as a file. */
export const GET = route(async (ctx, { query }) => {
  const input = { as: 'buyer', ...Object.fromEntries(query) };
  if (query.get('format') !== 'csv') return listLeases(ctx, input);
  const { rows, currency } = await listLeases(ctx, { ...input, page: 1, pageSize: ALL });
  return csvResponse(leasesCsv(rows, currency), 'leases.csv');
});
