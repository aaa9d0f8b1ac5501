import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { getChipPrices } from '@/lib/services/market/get-chip-prices';
import { priceDaysCsv } from '@/lib/services/market/market-csv';

/** Daily prices by chip: `chip`, `days`; `format=csv` as a file. */
export const GET = route(async (ctx, { query }) => {
  const days = query.get('days');
  const prices = await getChipPrices(ctx, {
    chip: query.get('chip') || undefined,
    ...(days ? { days: Number(days) } : {}),
  });
  return query.get('format') === 'csv'
    ? csvResponse(priceDaysCsv(prices.prices, prices.currency), 'prices.csv')
    : prices;
});
