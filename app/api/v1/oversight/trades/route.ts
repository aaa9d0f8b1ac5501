import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { listOrderCounts } from '@/lib/services/oversight/list-order-counts';
import { tradesCsv } from '@/lib/services/oversight/oversight-csv';

export const GET = route(async (ctx, { query }) => {
  const { trades, currency } = await listOrderCounts(ctx);
  return query.get('format') === 'csv'
    ? csvResponse(tradesCsv(trades, currency), 'trades.csv')
    : { currency, trades };
});
