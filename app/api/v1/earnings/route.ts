import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { earningMonthsCsv } from '@/lib/services/wallet/earnings-csv';
import { getEarnings } from '@/lib/services/wallet/get-earnings';

/** What the provider has earned, months by pool beginning on the clock of `timeZone`; `format=csv` gives the months as a file. */
export const GET = route(async (ctx, { query }) => {
  const earnings = await getEarnings(ctx, { timeZone: query.get('timeZone') ?? 'UTC' });
  if (query.get('format') !== 'csv') return earnings;
  return csvResponse(earningMonthsCsv(earnings.months, earnings.currency), 'earnings.csv');
});
