import { amountText } from '@/lib/core/amount';
import { csvText } from '@/lib/core/csv';
import { hourStart } from '@/lib/core/hours';
import { route } from '@/lib/http/route';
import { getBuyingTerms } from '@/lib/services/orders/get-buying-terms';
import { listOrders, type OrderListRow } from '@/lib/services/orders/list-orders';
import { CSV_ROWS, csvResponse } from '../../csv-response';
import { orderFilter } from '../order-filter';

const ordersCsv = (rows: readonly OrderListRow[], currency: string): string =>
  csvText<OrderListRow>(
    [
      { header: 'order', value: (row) => row.id },
      { header: 'placed_at_utc', value: (row) => row.eventAt.toISOString() },
      { header: 'job', value: (row) => row.jobName },
      { header: 'label', value: (row) => row.jobLabel },
      { header: 'job_kind', value: (row) => row.jobKind },
      { header: 'order_kind', value: (row) => row.kind },
      { header: 'state', value: (row) => row.state },
      { header: `limit_${currency}`, value: (row) => amountText(row.limitMicros) },
      {
        header: `price_${currency}`,
        value: (row) => (row.payMicros === null ? null : amountText(row.payMicros)),
      },
      { header: 'card_hours', value: (row) => row.cardHours },
      { header: 'unit', value: (row) => row.unitKind },
      { header: 'units', value: (row) => row.units },
      { header: 'earliest_utc', value: (row) => hourStart(row.earliestHour).toISOString() },
      { header: 'deadline_utc', value: (row) => hourStart(row.deadlineHour).toISOString() },
      { header: 'last_reason', value: (row) => row.lastReason },
      { header: 'round', value: (row) => row.roundNumber },
      { header: 'replaces_lease', value: (row) => row.replacesLeaseId },
    ],
    rows,
  );

/** The orders that match the list's filters, as a file. */
export const GET = route(async (ctx, { query }) => {
  const filter = orderFilter(Object.fromEntries(query));
  const { rows } = await listOrders(ctx, { ...filter, pageSize: CSV_ROWS });
  const { currency } = await getBuyingTerms(ctx);
  return csvResponse('orders', ordersCsv(rows, currency));
});
