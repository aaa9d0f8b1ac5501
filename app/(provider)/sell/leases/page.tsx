import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type Filter, FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { LeasesTable } from '@/components/leases/leases-table';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState, RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { LEASE_SORTS, listLeases } from '@/lib/services/leases/list-leases';
import { STATES } from '@/lib/settlement/lease-state';

const PATH = '/sell/leases';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leases.list'))('title') };
}

async function filtersOf(pools: readonly { id: string; name: string }[]): Promise<readonly Filter[]> {
  const t = await getTranslations('leases.list');
  const status = await getTranslations('status.lease');
  return [
    {
      kind: 'choice',
      name: 'state',
      label: t('state'),
      all: t('all'),
      options: STATES.map((one) => ({ value: one, label: status(`${one}.label`) })),
    },
    {
      kind: 'choice',
      name: 'pool',
      label: t('pool'),
      all: t('all'),
      options: pools.map((pool) => ({ value: pool.id, label: pool.name })),
    },
  ];
}

export default async function LeasesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('pools.view');
  if (!allowed) return <RefusedState level={1} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: LEASE_SORTS, defaultSort: 'traded' });
  const state = STATES.find((one) => one === paramOf(params, 'state'));
  const poolId = paramOf(params, 'pool')?.slice(0, 40);
  const list = await listLeases(ctx, { as: 'provider', state, poolId, ...query });
  const t = await getTranslations('leases.list');
  const filtered = state !== undefined || poolId !== undefined;
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <Panel flush>
        {(list.pools.length > 0 || filtered) && (
          <FilterBar path={PATH} params={params} filters={await filtersOf(list.pools)} />
        )}
        <LeasesTable
          rows={list.rows}
          currency={list.currency}
          path={PATH}
          params={params}
          query={query}
          total={list.total}
          csvHref={hrefWith('/api/v1/leases', {}, { as: 'provider', format: 'csv', state, poolId })}
          empty={
            filtered ? (
              <EmptyState title={t('noMatch')}>{t('noMatchHelp')}</EmptyState>
            ) : (
              <EmptyState
                title={t('none')}
                actions={<LinkButton href="/sell/pools">{t('toPools')}</LinkButton>}
              >
                {t('noneHelp')}
              </EmptyState>
            )
          }
        />
      </Panel>
    </Page>
  );
}
