import { csvResponse } from '@/lib/http/csv-response';
import { route } from '@/lib/http/route';
import type { Ctx } from '@/lib/services/context';
import {
  listBankWaiting,
  listDifferences,
  listEffects,
  listEvents,
  listReceivables,
} from '@/lib/services/reconciliation/list-money';
import {
  bankWaitingCsv,
  differencesCsv,
  effectsCsv,
  eventsCsv,
  receivablesCsv,
} from '@/lib/services/reconciliation/money-csv';
import { type MoneyView, moneyFilter, moneyView } from '../money-view';

const ROWS = 10_000;

async function textOf(ctx: Ctx, view: MoneyView, filter: object): Promise<string> {
  switch (view) {
    case 'differences':
      return differencesCsv((await listDifferences(ctx, filter)).rows);
    case 'effects':
      return effectsCsv((await listEffects(ctx, filter)).rows);
    case 'events':
      return eventsCsv((await listEvents(ctx, filter)).rows);
    case 'bank':
      return bankWaitingCsv((await listBankWaiting(ctx, filter)).rows);
    case 'receivables': {
      const { rows, currency } = await listReceivables(ctx, filter);
      return receivablesCsv(rows, currency);
    }
  }
}

/** The list of the money page that the address names, with its filters, as a file. */
export const GET = route(async (ctx, { query }) => {
  const params = Object.fromEntries(query);
  const view = moneyView(params);
  const text = await textOf(ctx, view, { ...moneyFilter(params), page: 1, pageSize: ROWS });
  return csvResponse(text, `${view}.csv`);
});
