import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { InfoTip } from '../ui/tooltip';
import { type Column, cellClass } from './column';
import { hrefWith, paramName, type SearchParams, type TableQuery } from './table-query';

interface HeaderCellProps<Row> {
  query?: TableQuery;
  prefix?: string;
  column: Column<Row>;
  first: boolean;
  stacked: boolean;
  path: string;
  params: SearchParams;
}

/** A column's name, unit and meaning, and the link that sorts by it. */
export function HeaderCell<Row>(props: HeaderCellProps<Row>) {
  const { column, first, stacked, path, params, query, prefix } = props;
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
        {column.definition && (
          <span className={stacked ? 'contents max-sm:hidden' : 'contents'}>
            <InfoTip>{column.definition}</InfoTip>
          </span>
        )}
      </span>
      {column.unit && <span className="block text-2xs leading-3 font-normal text-faint">{column.unit}</span>}
    </th>
  );
}
