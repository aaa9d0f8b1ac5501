import { useTranslations } from 'next-intl';
import { Units } from '@/components/buy/outcome';
import { type Column, DataTable } from '@/components/data-table/data-table';
import type { SearchParams, TableQuery } from '@/components/data-table/table-query';
import { HourRange } from '@/components/hour-range';
import { Instant } from '@/components/instant';
import { Tag } from '@/components/ui/badge';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/states';
import type { JobListRow } from '@/lib/services/quoting/list-jobs';

export interface JobsTableProps {
  rows: readonly JobListRow[];
  path?: string;
  params?: SearchParams;
  query?: TableQuery;
  total?: number;
}

/** Jobs, newest first, with what became of them. */
export function JobsTable({ rows, ...table }: JobsTableProps) {
  const t = useTranslations('buy');
  const columns: readonly Column<JobListRow>[] = [
    { key: 'name', header: t('jobs.name'), cell: (job) => job.name },
    { key: 'kind', header: t('form.kind'), cell: (job) => <Tag>{t(`kind.${job.kind}`)}</Tag> },
    {
      key: 'units',
      header: t('jobs.units'),
      align: 'end',
      cell: (job) => <Units count={job.units} kind={job.unitKind} />,
    },
    {
      key: 'window',
      header: t('form.window'),
      from: 'md',
      cell: ({ spec }) => <HourRange start={spec.earliestHour} end={spec.deadlineHour} />,
    },
    { key: 'label', header: t('form.label'), from: 'lg', cell: (job) => job.label },
    {
      key: 'orders',
      header: t('jobs.orders'),
      unit: t('jobs.ordersUnit'),
      align: 'end',
      cell: (job) => `${job.filledOrders} · ${job.openOrders}`,
    },
    {
      key: 'at',
      header: t('jobs.described'),
      align: 'end',
      from: 'sm',
      cell: (job) => <Instant at={job.eventAt} />,
    },
  ];
  return (
    <DataTable
      caption={t('jobs.title')}
      columns={columns}
      rows={rows}
      rowKey={(job) => job.id}
      rowHref={(job) => `/buy/jobs/${job.id}`}
      empty={
        <EmptyState
          title={t('jobs.empty')}
          actions={<LinkButton href="/buy/jobs/new">{t('newJob')}</LinkButton>}
        >
          {t('jobs.emptyHelp')}
        </EmptyState>
      }
      {...table}
    />
  );
}
