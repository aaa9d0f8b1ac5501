import type { SearchParams, TableQuery } from '@/components/data-table/table-query';

/** What every list of the money page gets. */
export interface ListedProps<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly path: string;
  readonly params: SearchParams;
  readonly query: TableQuery;
  readonly csvHref: string;
  /** Whether the person may book, explain and retry. */
  readonly mayBook: boolean;
  /** Whether a filter is set: nothing then means something else. */
  readonly filtered: boolean;
}
