import { clsx } from 'clsx';
import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from '../ui/button';
import { EmptyState } from '../ui/states';
import { BodyCell } from './body-cell';
import { ClickableRows } from './clickable-rows';
import { type Column, cellClass } from './column';
import { HeaderCell } from './header-cell';
import { Pagination } from './pagination';
import type { SearchParams, TableQuery } from './table-query';

export type { Column };

export interface DataTableProps<Row> {
  /** What the table shows; read by assistive technology, visible with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads, if anywhere; its first cell becomes the link and the whole row can be pressed. */
  rowHref?: (row: Row) => string | undefined;
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
  /** On the narrowest screens each row is a block instead of a line that runs out of sight; for lists that aren't sorted. */
  stacked?: boolean;
  /** A last row: sums. One cell per column key. */
  totals?: Readonly<Record<string, ReactNode>>;
}

/** A list as a table: rendered on the server, sorted and paged by its address, scrolling inside its own frame. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, showCaption, columns, rows, csvHref, empty, totals, stacked = false } = props;
  const { path = '', params = {}, query, total, prefix } = props;
  const t = useTranslations('common.table');
  if (rows.length === 0 && (query?.page ?? 1) === 1) return empty ?? <EmptyState title={t('none')} />;
  const hasFoot = csvHref !== undefined || total !== undefined;
  return (
    <div className="min-w-0">
      <section
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className={clsx(
          '-outline-offset-2 relative overflow-x-auto',
          hasFoot ? 'rounded-t-lg' : 'rounded-lg',
        )}
      >
        <table className={clsx('w-full border-separate border-spacing-0 text-sm', stacked && 'stacked')}>
          <caption className={showCaption ? 'px-4 py-2 text-left text-xs text-muted' : 'sr-only'}>
            {caption}
          </caption>
          <thead className={stacked ? 'max-sm:sr-only' : undefined}>
            <tr>
              {columns.map((column, index) => (
                <HeaderCell
                  key={column.key}
                  column={column}
                  first={index === 0}
                  {...{ path, params, query, prefix, stacked }}
                />
              ))}
            </tr>
          </thead>
          <Rows {...props} />
          {totals && <Totals columns={columns} totals={totals} />}
        </table>
      </section>
      {hasFoot && (
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

function Rows<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, rowHref, selectedKey, stacked = false } = props;
  return (
    <ClickableRows enabled={rowHref !== undefined}>
      {rows.map((row) => {
        const key = rowKey(row);
        const href = rowHref?.(row);
        const selected = key === selectedKey;
        return (
          <tr
            key={key}
            aria-current={selected ? 'true' : undefined}
            className={clsx('group', href && 'cursor-pointer')}
          >
            {columns.map((column, index) => (
              <BodyCell
                key={column.key}
                first={index === 0}
                href={index === 0 ? href : undefined}
                beside={selectedKey !== undefined}
                {...{ column, selected, stacked }}
              >
                {column.cell(row)}
              </BodyCell>
            ))}
          </tr>
        );
      })}
    </ClickableRows>
  );
}

function Totals<Row>({
  columns,
  totals,
}: {
  columns: readonly Column<Row>[];
  totals: Readonly<Record<string, ReactNode>>;
}) {
  return (
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
  );
}
