import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { LiveBadge } from '@/components/market/live-badge';
import { Panel } from '@/components/ui/card';
import { KeyFigures } from '@/components/ui/key-figures';
import { Page, PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/http/context';
import { listMarketPools, MARKET_POOL_SORTS } from '@/lib/services/market/list-market-pools';
import { poolFilterOf } from './pool-filter-of';
import { PoolFilters } from './pool-filters';
import { PoolsTable } from './pools-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('market.pools'))('title') };
}

export default async function PoolsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const t = await getTranslations('market.pools');
  const format = await getFormatter();
  const query = parseTableQuery(params, {
    sortable: MARKET_POOL_SORTS,
    defaultSort: 'code',
    defaultDirection: 'asc',
  });
  const { filter, wrong } = poolFilterOf(params);
  const list = await listMarketPools(await pageCtx(), {
    ...filter,
    sort: MARKET_POOL_SORTS.find((sort) => sort === query.sort),
    direction: query.direction,
    page: query.page,
    pageSize: query.pageSize,
  });
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={<LiveBadge />} />
      <KeyFigures
        figures={[
          { label: t('matching'), value: format.number(list.total) },
          { label: t('cards'), value: format.number(list.cards) },
          {
            label: t('freeDay'),
            value: format.number(list.freeCardHours),
            unit: t('cardHours'),
            definition: t('freeDefinition'),
          },
        ]}
      />
      <Panel flush>
        <PoolFilters params={params} chips={list.chips} regions={list.regions} wrong={wrong} />
        <PoolsTable list={list} params={params} query={query} />
      </Panel>
    </Page>
  );
}
