import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listAllPayouts } from '@/lib/services/payouts/list-payouts';
import { transfersCsv } from '@/lib/services/payouts/payouts-csv';

const ALL = 10_000;

/** The bank transfers that are to be executed, with the account each was made for. */
export const GET = route(async (ctx) => {
  const { rows, currency } = await listAllPayouts(ctx, { state: 'moving', page: 1, pageSize: ALL });
  return csvResponse(transfersCsv(rows, currency), 'transfers.csv');
});
