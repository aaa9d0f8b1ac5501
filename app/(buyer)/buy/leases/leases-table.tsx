import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '@/components/amount';
import { chipName } from '@/components/buy/names';
import { Units } from '@/components/buy/outcome';
import type { Wire } from '@/components/buy/wire';
import { type Column, DataTable } from '@/components/data-table/data-table';
import type { SearchParams, TableQuery } from '@/components/data-table/table-query';
import { currencySymbol } from '@/components/format-amount';
import { HourRange } from '@/components/hour-range';
import { StatusBadge } from '@/components/status-badge';
import { EmptyState } from '@/components/ui/states';
import type { LeaseListRow } from '@/lib/services/leases/list-leases';
import { Progress } from './progress';

type Lease = Wire<LeaseListRow>;

export interface LeasesTableProps {
  rows: readonly Lease[];
  currency: string;
  path?: string;
  params?: SearchParams;
  query?: TableQuery;
  total?: number;
  empty?: ReactNode;
}

/** Leases with how far their delivery is and what it has cost so far. */
export function LeasesTable({ rows, currency, empty, ...table }: LeasesTableProps) {
  const t = useTranslations('buy.leases');
  const n = useFormatter();
  const symbol = currencySymbol(currency).trim();
  const columns: readonly Column<Lease>[] = [
    {
      key: 'pool',
      header: t('pool'),
      cell: (lease) => <span title={`${lease.providerName} · ${lease.poolCode}`}>{lease.poolName}</span>,
    },
    {
      key: 'state',
      header: t('state'),
      cell: (lease) =>
        lease.endReason ? (
          <StatusBadge domain="end" status={lease.endReason} />
        ) : (
          <StatusBadge domain="lease" status={lease.state} />
        ),
    },
    {
      key: 'hours',
      header: t('hours'),
      wide: true,
      cell: (lease) => <HourRange start={lease.startHour} end={lease.endHour} />,
    },
    {
      key: 'units',
      header: t('units'),
      align: 'end',
      cell: (lease) => <Units count={lease.units} kind={lease.unitKind} />,
    },
    {
      key: 'progress',
      header: t('progress'),
      unit: t('progressUnit'),
      cell: (lease) => (
        <Progress accepted={lease.acceptedUnits} reported={lease.reportedUnits} units={lease.units} />
      ),
    },
    {
      key: 'price',
      header: t('price'),
      unit: symbol,
      align: 'end',
      cell: (lease) => <Amount micros={lease.priceMicros} currency={currency} bare />,
    },
    {
      key: 'paid',
      header: t('paid'),
      unit: symbol,
      align: 'end',
      from: 'md',
      cell: (lease) => <Amount micros={lease.earnedMicros} currency={currency} bare />,
    },
    {
      key: 'chip',
      header: t('chip'),
      from: 'lg',
      unstacked: true,
      cell: (lease) => chipName(lease.chip),
    },
  ];
  return (
    <DataTable
      caption={t('caption', { count: n.number(rows.length) })}
      stacked
      columns={columns}
      rows={rows}
      rowKey={(lease) => lease.id}
      rowHref={(lease) => `/buy/leases/${lease.id}`}
      empty={empty ?? <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>}
      {...table}
    />
  );
}
