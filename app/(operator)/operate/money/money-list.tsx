import { hrefWith, type SearchParams, type TableQuery } from '@/components/data-table/table-query';
import type { Ctx } from '@/lib/services/context';
import {
  listBankWaiting,
  listDifferences,
  listEffects,
  listEvents,
  listReceivables,
} from '@/lib/services/reconciliation/list-money';
import { BankTable } from './bank-table';
import { DifferencesTable } from './differences-table';
import { EffectsTable } from './effects-table';
import { EventsTable } from './events-table';
import { MONEY_PATH, type MoneyView, moneyFilter } from './money-view';
import { ReceivablesTable } from './receivables-table';

export interface MoneyListProps {
  ctx: Ctx;
  view: MoneyView;
  params: SearchParams;
  query: TableQuery;
  currency: string;
}

/** The list that the address asks for, with its filters. */
export async function MoneyList({ ctx, view, params, query, currency }: MoneyListProps) {
  const { personId, permissions } = ctx.actor;
  const filter = { ...moneyFilter(params), page: query.page, pageSize: query.pageSize };
  const list = {
    path: MONEY_PATH,
    params,
    query,
    csvHref: hrefWith(`${MONEY_PATH}/csv`, params, { page: null }),
    mayBook: permissions.has('money.book'),
    filtered: Object.values(moneyFilter(params)).some((value) => value !== undefined),
  };
  switch (view) {
    case 'differences':
      return <DifferencesTable {...list} {...(await listDifferences(ctx, filter))} />;
    case 'effects':
      return <EffectsTable {...list} {...(await listEffects(ctx, filter))} />;
    case 'events':
      return <EventsTable {...list} {...(await listEvents(ctx, filter))} />;
    case 'bank':
      return <BankTable {...list} {...(await listBankWaiting(ctx, filter))} personId={personId} />;
    case 'receivables':
      return <ReceivablesTable {...list} {...(await listReceivables(ctx, filter))} currency={currency} />;
  }
}
