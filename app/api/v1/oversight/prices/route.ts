import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { priceDaysCsv } from '@/lib/services/market/market-csv';
import { listPrices } from '@/lib/services/oversight/list-prices';

export const GET = route(async (ctx, { query }) => {
  const days = query.get('days');
  const prices = await listPrices(ctx, {
    chip: query.get('chip') || undefined,
    ...(days ? { days: Number(days) } : {}),
  });
  return query.get('format') === 'csv'
    ? csvResponse(priceDaysCsv(prices.prices, prices.currency), 'prices.csv')
    : prices;
});
