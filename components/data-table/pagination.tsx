import { clsx } from 'clsx';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { buttonClass } from '../ui/button';
import { hrefWith, paramName, type SearchParams, type TableQuery } from './table-query';

export interface PaginationProps {
  path: string;
  params: SearchParams;
  query?: TableQuery;
  total?: number;
  shown: number;
  prefix?: string;
}

/** Which rows are shown, of how many, and the way to the next. */
export function Pagination({ path, params, query, total, shown, prefix }: PaginationProps) {
  const t = useTranslations('common.table');
  const format = useFormatter();
  if (total === undefined) return <span />;
  const { page = 1, pageSize = Math.max(1, shown), offset = 0 } = query ?? {};
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const to = (target: number) =>
    hrefWith(path, params, { [paramName(prefix, 'page')]: target === 1 ? null : target });
  const text = t('rows', {
    from: format.number(shown === 0 ? 0 : offset + 1),
    to: format.number(shown === 0 ? 0 : offset + shown),
    total: format.number(total),
  });
  if (pages === 1 && page === 1) return <span className="tabular-nums">{text}</span>;
  return (
    <nav aria-label={t('page', { page, pages })} className="flex items-center gap-1">
      <Step href={page > 1 ? to(Math.min(page - 1, pages)) : null} label={t('previous')}>
        <ChevronLeft aria-hidden />
      </Step>
      <Step href={page < pages ? to(page + 1) : null} label={t('next')}>
        <ChevronRight aria-hidden />
      </Step>
      <span className="ml-1 tabular-nums">{text}</span>
    </nav>
  );
}

function Step({ href, label, children }: { href: string | null; label: string; children: React.ReactNode }) {
  const look = clsx(buttonClass('quiet', 'sm'), 'px-1.5!');
  if (href === null)
    return (
      <span aria-hidden className={clsx(look, 'opacity-40')}>
        {children}
      </span>
    );
  return (
    <Link href={href} aria-label={label} className={look}>
      {children}
    </Link>
  );
}
