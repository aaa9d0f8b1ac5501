import { dataCsvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import { FOCUS_VERSION } from '@/lib/services/statements/focus-columns';
import { focusCsv, focusRows } from '@/lib/services/statements/focus-rows';
import { getInvoice } from '@/lib/services/statements/get-invoice';

/** A buyer's charges of a month (`month=2026-11`, UTC) in the FinOps FOCUS Cost and Usage columns; `format=csv` gives them as a file. */
export const GET = route(async (ctx, { query }) => {
  const month = query.get('month');
  const invoice = await getInvoice(ctx, { as: 'buyer', month });
  const rows = focusRows(invoice);
  if (query.get('format') === 'csv') return dataCsvResponse(focusCsv(rows), `focus-${invoice.month}.csv`);
  return { focusVersion: FOCUS_VERSION, invoiceId: invoice.number, closed: invoice.closed, rows };
});
