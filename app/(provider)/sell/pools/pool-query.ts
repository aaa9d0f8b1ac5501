import { POOL_STATUSES } from '@/lib/market/pool';

export { POOL_STATUSES };

export const SORTS = [
  'name',
  'status',
  'chip',
  'cards',
  'region',
  'ask',
  'reserved_day',
  'reserved_horizon',
  'listed',
];

interface Paging {
  readonly sort: string;
  readonly direction: 'asc' | 'desc';
  readonly page: number;
  readonly pageSize: number;
}

/** The list's input from its address; a status that isn't one filters nothing. */
export function readPoolQuery(param: (name: string) => string | undefined | null, paging: Paging): object {
  const status = POOL_STATUSES.find((one) => one === param('status'));
  return {
    text: param('q') ?? undefined,
    status,
    chip: param('chip') ?? undefined,
    region: param('region')?.slice(0, 6),
    sort: paging.sort,
    direction: paging.direction,
    page: paging.page,
    pageSize: paging.pageSize,
  };
}
