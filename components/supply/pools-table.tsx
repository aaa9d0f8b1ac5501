import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { chipByKey } from '@/lib/compute/chips';
import { regionByCode, regionName } from '@/lib/compute/regions';
import { type Micros, mulDivFloor } from '@/lib/core/amount';
import { Amount } from '../amount';
import { type Column, DataTable } from '../data-table/data-table';
import type { SearchParams, TableQuery } from '../data-table/table-query';
import { currencySymbol } from '../format-amount';
import { StatusBadge } from '../status-badge';
import type { PoolSummary } from './pool-summary';
import { ShareBar } from './share-bar';

export interface PoolsTableProps {
  rows: readonly PoolSummary[];
  currency: string;
  /** Shows asks net of this fee beside them (S-2). */
  feeBps: number;
  path?: string;
  params?: SearchParams;
  query?: TableQuery;
  total?: number;
  csvHref?: string;
  empty?: ReactNode;
}

const price = (micros: Micros | null, currency: string) =>
  micros === null ? (
    <span className="text-faint">—</span>
  ) : (
    <Amount micros={micros} currency={currency} decimals={4} bare />
  );

/** A provider's pools, sorted and paged by the address where `query` is given. */
export function PoolsTable({ rows, currency, feeBps, ...table }: PoolsTableProps) {
  const t = useTranslations('supply.table');
  const locale = useLocale() === 'zh' ? 'zh' : 'en';
  const sortable = table.query !== undefined;
  const perCardHour = t('unitPrice', { symbol: currencySymbol(currency).trim() });
  const net = (micros: Micros | null) =>
    micros === null ? null : micros - mulDivFloor(micros, BigInt(feeBps), 10_000n);
  const columns: readonly Column<PoolSummary>[] = [
    { key: 'name', header: t('name'), sortable, firstDirection: 'asc', cell: ({ pool }) => pool.name },
    {
      key: 'status',
      header: t('status'),
      sortable,
      cell: ({ pool }) => <StatusBadge domain="pool" status={pool.status} />,
    },
    {
      key: 'chip',
      header: t('chip'),
      sortable,
      from: 'sm',
      cell: ({ pool }) => chipByKey(pool.chip)?.name ?? pool.chip,
    },
    {
      key: 'cards',
      header: t('cards'),
      align: 'end',
      sortable,
      from: 'sm',
      cell: ({ pool }) => pool.cards,
    },
    {
      key: 'region',
      header: t('region'),
      sortable,
      from: 'md',
      cell: ({ pool }) => {
        const region = regionByCode(pool.region);
        const name = region ? regionName(region, locale) : pool.region;
        return <span title={pool.site}>{name}</span>;
      },
    },
    {
      key: 'ask',
      header: t('ask'),
      unit: perCardHour,
      align: 'end',
      sortable,
      cell: (row) => price(row.askMicros, currency),
      definition: t('askDefinition'),
    },
    {
      key: 'net',
      header: t('net'),
      unit: perCardHour,
      align: 'end',
      from: 'xl',
      cell: (row) => price(net(row.askMicros), currency),
      definition: t('netDefinition', { percent: feeBps / 100 }),
    },
    {
      key: 'price',
      header: t('price'),
      unit: perCardHour,
      align: 'end',
      from: 'lg',
      cell: (row) => price(row.priceMicros, currency),
      definition: t('priceDefinition'),
    },
    {
      key: 'reserved_day',
      header: t('day'),
      unit: t('unitShare'),
      align: 'end',
      sortable,
      cell: (row) => <ShareBar part={row.reservedDay} whole={row.offeredDay} />,
      definition: t('shareDefinition'),
    },
    {
      key: 'reserved_horizon',
      header: t('horizon'),
      unit: t('unitShare'),
      align: 'end',
      sortable,
      from: 'sm',
      cell: (row) => <ShareBar part={row.reservedHorizon} whole={row.offeredHorizon} />,
    },
  ];
  return (
    <DataTable
      caption={t('caption')}
      columns={columns}
      rows={rows}
      rowKey={({ pool }) => pool.id}
      rowHref={({ pool }) => `/sell/pools/${pool.id}`}
      {...table}
    />
  );
}
