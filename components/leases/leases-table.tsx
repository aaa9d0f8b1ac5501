import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { netEarned } from '@/lib/settlement/lease-money';
import { Amount } from '../amount';
import { Units } from '../buy/outcome';
import { type Column, DataTable } from '../data-table/data-table';
import type { SearchParams, TableQuery } from '../data-table/table-query';
import { currencySymbol } from '../format-amount';
import { HourRange } from '../hour-range';
import { StatusBadge } from '../status-badge';
import { Tag } from '../ui/badge';
import type { LeaseShown } from './lease-shown';

export interface LeasesTableProps {
  rows: readonly LeaseShown[];
  currency: string;
  path: string;
  params: SearchParams;
  query: TableQuery;
  total: number;
  csvHref: string;
  empty: ReactNode;
}

/** A provider's leases: what runs where and when, how far it is, and what it brings. */
export function LeasesTable({ rows, currency, ...table }: LeasesTableProps) {
  const t = useTranslations('leases.table');
  const kind = useTranslations('leases.kind');
  const symbol = currencySymbol(currency).trim();
  const units = (count: bigint, row: LeaseShown) => <Units count={count} kind={row.unitKind} bare />;
  const columns: readonly Column<LeaseShown>[] = [
    {
      key: 'job',
      header: t('job'),
      cell: (row) => <span className="inline-block max-w-44 truncate align-bottom">{row.jobName}</span>,
    },
    { key: 'kind', header: t('kind'), from: 'sm', cell: (row) => <Tag>{kind(row.jobKind)}</Tag> },
    {
      key: 'state',
      header: t('state'),
      cell: (row) =>
        row.endReason ? (
          <StatusBadge domain="end" status={row.endReason} />
        ) : (
          <StatusBadge domain="lease" status={row.state} />
        ),
    },
    {
      key: 'start',
      header: t('window'),
      sortable: true,
      cell: (row) => <HourRange start={row.startHour} end={row.endHour} />,
    },
    {
      key: 'price',
      header: t('price'),
      unit: symbol,
      align: 'end',
      sortable: true,
      definition: t('priceDefinition'),
      cell: (row) => <Amount micros={row.priceMicros} currency={currency} bare />,
    },
    {
      key: 'earned',
      header: t('earned'),
      unit: symbol,
      align: 'end',
      definition: t('earnedDefinition'),
      cell: (row) => <Amount micros={netEarned(row) - (row.owedMicros ?? 0n)} currency={currency} bare />,
    },
    {
      key: 'units',
      header: t('units'),
      unit: t('unitsOf'),
      align: 'end',
      cell: (row) => (
        <>
          {units(row.acceptedUnits, row)} / {units(row.reportedUnits, row)} /{' '}
          <Units count={row.units} kind={row.unitKind} />
        </>
      ),
    },
    {
      key: 'pool',
      header: t('pool'),
      from: 'xl',
      cell: (row) => <span className="inline-block max-w-44 truncate align-bottom">{row.poolName}</span>,
    },
  ];
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/sell/leases/${row.id}`}
      {...table}
    />
  );
}
