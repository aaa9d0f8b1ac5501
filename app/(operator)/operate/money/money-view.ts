import { paramOf, type SearchParams } from '@/components/data-table/table-query';

/** The lists of the money page, each with its own address. */
export const MONEY_VIEWS = ['differences', 'effects', 'events', 'bank', 'receivables'] as const;
export type MoneyView = (typeof MONEY_VIEWS)[number];

/** Channels with books of their own; play money has none. */
export const REAL_CHANNELS = ['stripe', 'bank'] as const;

export const MONEY_PATH = '/operate/money';

export const moneyView = (params: SearchParams): MoneyView =>
  MONEY_VIEWS.find((view) => view === paramOf(params, 'view')) ?? 'differences';

/** The filters as the address says them; whatever it says wrongly is left out. */
export const moneyFilter = (params: SearchParams) => ({
  channel: paramOf(params, 'channel'),
  kind: paramOf(params, 'kind'),
  age: paramOf(params, 'age'),
});
