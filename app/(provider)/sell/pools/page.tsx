import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { type Filter, FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { PoolsTable } from '@/components/supply/pools-table';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState, RefusedState } from '@/components/ui/states';
import { chipByKey } from '@/lib/compute/chips';
import { regionByCode, regionName } from '@/lib/compute/regions';
import { guardedCtx } from '@/lib/http/context';
import { listPools } from '@/lib/services/supply/list-pools';
import { POOL_STATUSES, readPoolQuery, SORTS } from './pool-query';

const PATH = '/sell/pools';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supply.pools'))('title') };
}

async function filtersOf(chips: readonly string[], regions: readonly string[]): Promise<readonly Filter[]> {
  const t = await getTranslations('supply.pools');
  const status = await getTranslations('status.pool');
  const locale = (await getLocale()) === 'zh' ? 'zh' : 'en';
  const nameOf = (code: string) => {
    const region = regionByCode(code);
    return region ? regionName(region, locale) : code;
  };
  return [
    { kind: 'text', name: 'q', label: t('search') },
    {
      kind: 'choice',
      name: 'status',
      label: t('status'),
      all: t('all'),
      options: POOL_STATUSES.map((one) => ({ value: one, label: status(`${one}.label`) })),
    },
    {
      kind: 'choice',
      name: 'chip',
      label: t('chip'),
      all: t('all'),
      options: chips.map((key) => ({ value: key, label: chipByKey(key)?.name ?? key })),
    },
    {
      kind: 'choice',
      name: 'region',
      label: t('region'),
      all: t('all'),
      options: regions.map((code) => ({ value: code, label: `${nameOf(code)} · ${code}` })),
    },
  ];
}

export default async function PoolsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('pools.view');
  if (!allowed) return <RefusedState level={1} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: SORTS, defaultSort: 'listed' });
  const list = await listPools(
    ctx,
    readPoolQuery((name) => paramOf(params, name), query),
  );
  const t = await getTranslations('supply.pools');
  const filtered = ['q', 'status', 'chip', 'region'].some((name) => paramOf(params, name));
  const manages = ctx.actor.permissions.has('pools.manage') && ctx.actor.organizationStatus === 'admitted';
  const actions = manages && (
    <>
      <LinkButton href="/sell/pools/import">{t('import')}</LinkButton>
      <LinkButton href="/sell/pools/new" variant="primary">
        {t('list')}
      </LinkButton>
    </>
  );
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={actions} />
      <Panel flush>
        {(list.chips.length > 0 || filtered) && (
          <FilterBar path={PATH} params={params} filters={await filtersOf(list.chips, list.regions)} />
        )}
        <PoolsTable
          rows={list.rows}
          currency={list.currency}
          feeBps={list.feeBps}
          path={PATH}
          params={params}
          query={query}
          total={list.total}
          csvHref={hrefWith('/api/v1/pools', params, { format: 'csv', page: null })}
          empty={
            filtered ? (
              <EmptyState title={t('noMatch')}>{t('noMatchHelp')}</EmptyState>
            ) : (
              <EmptyState title={t('none')} actions={actions}>
                {t('noneHelp')}
              </EmptyState>
            )
          }
        />
      </Panel>
    </Page>
  );
}
