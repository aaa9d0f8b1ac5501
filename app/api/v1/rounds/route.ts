import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { roundsCsv } from '@/lib/services/market/market-csv';
import { listRounds } from '@/lib/services/rounds/list-rounds';

const CSV_ROWS_MAX = 10_000;

/** Committed rounds, newest first: `page`; `format=csv` gives all of them. */
export const GET = route(async (ctx, { query }) => {
  if (query.get('format') === 'csv') {
    const { rows, currency } = await listRounds(ctx, { pageSize: CSV_ROWS_MAX });
    return csvResponse(roundsCsv(rows, currency), 'rounds.csv');
  }
  return listRounds(ctx, { page: Number(query.get('page') ?? 1) });
});
