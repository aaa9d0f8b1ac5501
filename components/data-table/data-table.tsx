import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, ChevronsUpDown, Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from '../ui/button';
import { EmptyState } from '../ui/states';
import { InfoTip } from '../ui/tooltip';
import { ClickableRows } from './clickable-rows';
import { Pagination } from './pagination';
import { hrefWith, paramName, type SearchParams, type SortDirection, type TableQuery } from './table-query';

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
  from?: 'sm' | 'md' | 'lg' | 'xl';
  /** Long text may break; everything else stays on one line. */
  wrap?: boolean;
}

export interface DataTableProps<Row> {
  /** What the table shows; read by assistive technology, visible with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads; its first cell becomes the link and the whole row can be pressed. */
  rowHref?: (row: Row) => string;
  /** The row whose details are open beside the list; null when none is, absent when rows lead to another page. */
  selectedKey?: string | null;
  /** The page's own path and parameters: sort and page links are made from them. */
  path?: string;
  params?: SearchParams;
  query?: TableQuery;
  /** All rows that match, over all pages. */
  total?: number;
  prefix?: string;
  /** Same filters, all rows. */
  csvHref?: string;
  /** Instead of the rows when there are none. */
  empty?: ReactNode;
  /** A last row: sums. One cell per column key. */
  totals?: Readonly<Record<string, ReactNode>>;
}

const FROM = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
} as const;

const cellClass = <Row,>(column: Column<Row>, first: boolean) =>
  clsx(
    'px-3 first:pl-4 last:pr-4',
    column.align === 'end' ? 'text-right tabular-nums' : 'text-left',
    !column.wrap && 'whitespace-nowrap',
    column.from && FROM[column.from],
    first && 'sticky left-0 z-10 max-md:border-r max-md:border-line',
  );

/** A list as a table: rendered on the server, sorted and paged by its address, scrolling inside its own frame. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, showCaption, columns, rows, rowKey, rowHref, selectedKey, csvHref, empty, totals } = props;
  const { path = '', params = {}, query, total, prefix } = props;
  const t = useTranslations('common.table');
  if (rows.length === 0 && (query?.page ?? 1) === 1) return empty ?? <EmptyState title={t('none')} />;
  return (
    <div className="min-w-0">
      <section
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="-outline-offset-2 relative overflow-x-auto rounded-t-lg"
      >
        <table className="w-full border-separate border-spacing-0 text-sm">
          <caption className={showCaption ? 'px-4 py-2 text-left text-xs text-muted' : 'sr-only'}>
            {caption}
          </caption>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <HeaderCell
                  key={column.key}
                  column={column}
                  first={index === 0}
                  {...{ path, params, query, prefix }}
                />
              ))}
            </tr>
          </thead>
          <ClickableRows enabled={rowHref !== undefined}>
            {rows.map((row) => {
              const key = rowKey(row);
              const href = rowHref?.(row);
              return (
                <tr
                  key={key}
                  aria-current={key === selectedKey ? 'true' : undefined}
                  className={clsx('group', href && 'cursor-pointer')}
                >
                  {columns.map((column, index) => (
                    <BodyCell
                      key={column.key}
                      column={column}
                      first={index === 0}
                      selected={key === selectedKey}
                      href={index === 0 ? href : undefined}
                      beside={selectedKey !== undefined}
                    >
                      {column.cell(row)}
                    </BodyCell>
                  ))}
                </tr>
              );
            })}
          </ClickableRows>
          {totals && (
            <tfoot>
              <tr>
                {columns.map((column, index) => (
                  <td
                    key={column.key}
                    className={clsx(
                      cellClass(column, index === 0),
                      'h-8 border-t border-line bg-surface font-semibold',
                    )}
                  >
                    {totals[column.key]}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {(csvHref || total !== undefined) && (
        <div className="flex min-h-10 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-4 py-1.5 text-xs text-muted">
          <Pagination shown={rows.length} {...{ path, params, query, total, prefix }} />
          {csvHref && (
            <a href={csvHref} download title={t('csvHint')} className={buttonClass('quiet', 'sm')}>
              <Download aria-hidden />
              {t('csv')}
            </a>
          )}
        </div>
      )}
    </div>
  );
}

interface BodyCellProps<Row> {
  column: Column<Row>;
  first: boolean;
  selected: boolean;
  href: string | undefined;
  /** The row's details open beside the list: the page stays where it is. */
  beside: boolean;
  children: ReactNode;
}

function BodyCell<Row>({ column, first, selected, href, beside, children }: BodyCellProps<Row>) {
  return (
    <td
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

interface HeaderCellProps<Row> extends Pick<DataTableProps<Row>, 'query' | 'prefix'> {
  column: Column<Row>;
  first: boolean;
  path: string;
  params: SearchParams;
}

function HeaderCell<Row>({ column, first, path, params, query, prefix }: HeaderCellProps<Row>) {
  const t = useTranslations('common.table');
  const sorted = query?.sort === column.key ? query.direction : undefined;
  const flipped = sorted === 'asc' ? 'desc' : 'asc';
  const next = sorted ? flipped : (column.firstDirection ?? (column.align === 'end' ? 'desc' : 'asc'));
  const Arrow = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ChevronsUpDown;
  const label = t(next === 'asc' ? 'sortAscending' : 'sortDescending', { column: column.header });
  return (
    <th
      scope="col"
      aria-sort={sorted && (sorted === 'asc' ? 'ascending' : 'descending')}
      className={clsx(
        cellClass(column, first),
        'border-b border-line bg-surface py-1.5 align-bottom text-xs font-medium text-muted',
      )}
    >
      <span className={clsx('inline-flex items-center gap-1', column.align === 'end' && 'flex-row-reverse')}>
        {column.sortable ? (
          <Link
            href={hrefWith(path, params, {
              [paramName(prefix, 'sort')]: column.key,
              [paramName(prefix, 'dir')]: next,
              [paramName(prefix, 'page')]: null,
            })}
            scroll={false}
            title={label}
            className={clsx(
              'inline-flex min-h-6 items-center gap-1 hover:text-ink',
              column.align === 'end' && 'flex-row-reverse',
              sorted && 'text-ink',
            )}
          >
            {column.header}
            <Arrow aria-hidden className={clsx('size-3 shrink-0', !sorted && 'text-faint')} />
            <span className="sr-only">{label}</span>
          </Link>
        ) : (
          <span className="inline-flex min-h-6 items-center">{column.header}</span>
        )}
        {column.definition && <InfoTip>{column.definition}</InfoTip>}
      </span>
      {column.unit && <span className="block text-2xs leading-3 font-normal text-faint">{column.unit}</span>}
    </th>
  );
}
