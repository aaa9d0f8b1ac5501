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
  /** Takes a row of its own where rows are blocks: for names and sentences. */
  wide?: boolean;
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

/** Alignment, wrapping and visibility of a column's cells; the first column stays in sight. */
export const cellClass = <Row>(column: Column<Row>, first: boolean) =>
  clsx(
    'px-3 first:pl-4 last:pr-4',
    column.align === 'end' ? 'text-right tabular-nums' : 'text-left',
    !column.wrap && 'whitespace-nowrap',
    column.from && FROM[column.from],
    first && 'sticky left-0 z-10 max-md:border-r max-md:border-line',
  );
