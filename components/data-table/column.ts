import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { SortDirection } from './table-query';

export interface Column<Row> {
  key: string;
  header: string;
  /** Under the header, quieter: ¥/card-hour, cards, UTC+8. */
  unit?: string;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  cell: (row: Row) => ReactNode;
  /** Sorted by the server under this key. */
  sortable?: boolean;
  /** The way the first press sorts; numbers and times usually `desc`. */
  firstDirection?: SortDirection;
  definition?: ReactNode;
  /** Left out on narrower screens: for what the details repeat. */
  from?: 'sm' | 'md' | 'lg' | 'xl' | '2xl';
  /** Left out where rows are blocks: what says nothing without its header. */
  unstacked?: boolean;
  /** Long text may break; everything else stays on one line. */
  wrap?: boolean;
}

const FROM = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
  '2xl': 'max-2xl:hidden',
} as const;

/** Where rows become blocks on the narrowest screens, nothing is left out there. */
const FROM_STACKED = {
  sm: '',
  md: 'sm:max-md:hidden',
  lg: 'sm:max-lg:hidden',
  xl: 'sm:max-xl:hidden',
  '2xl': 'sm:max-2xl:hidden',
} as const;

/** Alignment, wrapping and visibility of a column's cells; the first column stays in sight. */
export const cellClass = <Row>(column: Column<Row>, first: boolean, stacked = false) =>
  clsx(
    'px-3 first:pl-4 last:pr-4',
    column.align === 'end' ? 'text-right tabular-nums' : 'text-left',
    !column.wrap && 'whitespace-nowrap',
    column.from && (stacked ? FROM_STACKED : FROM)[column.from],
    first &&
      (stacked
        ? 'sm:sticky sm:left-0 sm:z-10 sm:max-md:border-r sm:max-md:border-line'
        : 'sticky left-0 z-10 max-md:border-r max-md:border-line'),
  );

/** A row as a block on the narrowest screens: words one under another, numbers beside them with their names. */
export const STACKED_ROW =
  'max-sm:grid max-sm:grid-flow-dense max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:border-b max-sm:border-line max-sm:py-2 max-sm:last:border-b-0';

/** A cell of such a row; a number says which one it is. */
export const stackedCell = <Row>(column: Column<Row>) =>
  clsx(
    'max-sm:h-auto! max-sm:border-b-0! max-sm:px-4! max-sm:whitespace-normal!',
    column.unstacked && 'max-sm:hidden',
    column.align === 'end'
      ? 'max-sm:col-start-2 max-sm:pl-0! max-sm:before:mr-2 max-sm:before:text-2xs max-sm:before:text-faint max-sm:before:content-[attr(data-label)]'
      : 'max-sm:col-start-1 max-sm:pr-0!',
  );
