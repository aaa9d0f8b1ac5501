import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { type Column, cellClass } from './column';

interface BodyCellProps<Row> {
  column: Column<Row>;
  first: boolean;
  selected: boolean;
  href: string | undefined;
  /** The row's details open beside the list: the page stays where it is. */
  beside: boolean;
  /** On the narrowest screens the row is a block. */
  stacked: boolean;
  children: ReactNode;
}

/** A number's name with its unit. */
const nameOf = <Row,>({ header, unit }: Column<Row>) => (unit ? `${header} ${unit}` : header);

/** One value of a row; the first one carries the row's link. */
export function BodyCell<Row>(props: BodyCellProps<Row>) {
  const { column, first, selected, href, beside, stacked, children } = props;
  return (
    <td
      data-label={stacked && column.align === 'end' ? nameOf(column) : undefined}
      data-wide={stacked && column.wide ? '' : undefined}
      data-empty={stacked && (column.unstacked || children === '—') ? '' : undefined}
      className={clsx(
        cellClass(column, first),
        'h-8 border-b border-line group-last:border-b-0',
        selected ? 'bg-accent-soft' : 'bg-surface group-hover:bg-sunken',
        selected && first && 'shadow-[inset_2px_0_0_var(--color-accent)]',
      )}
    >
      {href ? (
        <Link
          href={href}
          scroll={!beside}
          data-row-link
          className="inline-flex min-h-6 items-center font-medium hover:underline"
        >
          {children}
        </Link>
      ) : (
        children
      )}
    </td>
  );
}
