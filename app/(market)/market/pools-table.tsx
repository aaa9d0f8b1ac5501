import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { hrefWith, type SearchParams, type TableQuery } from '@/components/data-table/table-query';
import { currencySymbol } from '@/components/format-amount';
import { chipName, placeName } from '@/components/market/names';
import { RoundLink } from '@/components/market/round-link';
import { StatusBadge } from '@/components/status-badge';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { MarketPool, MarketPoolList } from '@/lib/services/market/list-market-pools';

interface PoolsTableProps {
  list: MarketPoolList;
  params: SearchParams;
  query: TableQuery;
}

/** The market's pools, one a line. */
export function PoolsTable({ list, params, query }: PoolsTableProps) {
  const t = useTranslations();
  const format = useFormatter();
  const locale = useLocale();
  const { currency } = list;
  const perCardHour = `${currencySymbol(currency)}/${t('market.prices.cardHour')}`;
  const share = (value: number | null) =>
    value === null ? '—' : format.number(value, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <DataTable<MarketPool>
      caption={t('market.pools.title')}
      rows={list.rows}
      rowKey={(pool) => pool.id}
      rowHref={(pool) => `/market/pools/${pool.code}`}
      path="/market"
      params={params}
      query={query}
      total={list.total}
      csvHref={hrefWith('/api/v1/market/pools', params, { format: 'csv', page: null })}
      empty={<EmptyState title={t('common.table.noMatch')}>{t('common.table.noMatchHelp')}</EmptyState>}
      columns={[
        {
          key: 'code',
          header: t('market.pools.pool'),
          sortable: true,
          cell: (pool) => (
            <span className="inline-flex flex-col py-1 leading-4">
              {pool.name}
              <Code className="text-2xs font-normal text-faint">{pool.code}</Code>
            </span>
          ),
        },
        {
          key: 'provider',
          header: t('market.pools.provider'),
          sortable: true,
          from: 'lg',
          cell: (pool) => (
            <span className="block max-w-40 truncate" title={pool.providerName}>
              {pool.providerName}
            </span>
          ),
        },
        { key: 'chip', header: t('market.pools.chip'), sortable: true, cell: (pool) => chipName(pool.chip) },
        {
          key: 'cards',
          header: t('market.pools.cards'),
          align: 'end',
          sortable: true,
          cell: (pool) => format.number(pool.cards),
        },
        {
          key: 'free',
          header: t('market.pools.free'),
          unit: t('market.pools.freeUnit'),
          align: 'end',
          sortable: true,
          definition: t('market.pools.freeDefinition'),
          cell: (pool) =>
            pool.status === 'active' ? (
              format.number(pool.freeCardHours)
            ) : (
              <StatusBadge domain="pool" status={pool.status} />
            ),
        },
        {
          key: 'ask',
          header: t('market.pools.ask'),
          unit: perCardHour,
          align: 'end',
          sortable: true,
          firstDirection: 'asc',
          definition: t('market.pools.askDefinition'),
          cell: (pool) =>
            pool.askMicros === null ? (
              '—'
            ) : (
              <Amount micros={pool.askMicros} currency={currency} decimals={4} bare />
            ),
        },
        {
          key: 'price',
          header: t('market.pools.lastPrice'),
          unit: perCardHour,
          align: 'end',
          sortable: true,
          firstDirection: 'asc',
          definition: t('market.pools.lastPriceDefinition'),
          cell: (pool) =>
            pool.priceMicros === null ? (
              '—'
            ) : (
              <span className="inline-flex gap-2">
                <Amount micros={pool.priceMicros} currency={currency} decimals={4} bare />
                {pool.priceRoundNumber !== null && <RoundLink number={pool.priceRoundNumber} />}
              </span>
            ),
        },
        {
          key: 'region',
          header: t('market.pools.region'),
          sortable: true,
          cell: (pool) => <span title={pool.region}>{placeName(pool.region, locale)}</span>,
        },
        {
          key: 'interconnect',
          header: t('market.pools.interconnect'),
          unit: 'GB/s · Gbit/s',
          align: 'end',
          from: 'xl',
          definition: t('market.pools.interconnectDefinition'),
          cell: (pool) => `${pool.serverInterconnectGbs ?? '—'} · ${pool.networkGbits ?? '—'}`,
        },
        {
          key: 'pue',
          header: 'PUE',
          align: 'end',
          sortable: true,
          firstDirection: 'asc',
          from: 'xl',
          definition: t('market.pools.pueDefinition'),
          cell: (pool) => pool.pue?.toFixed(2) ?? '—',
        },
        {
          key: 'green',
          header: t('market.pools.green'),
          align: 'end',
          sortable: true,
          from: 'xl',
          definition: t('market.pools.greenDefinition'),
          cell: (pool) => share(pool.greenShare),
        },
      ]}
    />
  );
}
