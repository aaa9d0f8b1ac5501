import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listPayouts } from '@/lib/services/payouts/list-payouts';
import { payoutsCsv } from '@/lib/services/payouts/payouts-csv';

const ALL = 10_000;

/** A page of the provider's payouts, newest first; `format=csv` gives them as a file. */
export const GET = route(async (ctx, { query }) => {
  const input = Object.fromEntries(query);
  if (query.get('format') !== 'csv') return listPayouts(ctx, input);
  const { rows, currency } = await listPayouts(ctx, { ...input, page: 1, pageSize: ALL });
  return csvResponse(payoutsCsv(rows, currency), 'payouts.csv');
});
