import { paramOf, type SearchParams } from '@/components/data-table/table-query';

/** The filters of the orders' list as its address says them. */
export const orderFilter = (params: SearchParams) => ({
  state: paramOf(params, 'state'),
  kind: paramOf(params, 'kind'),
  jobKind: paramOf(params, 'job'),
  text: paramOf(params, 'text'),
});
