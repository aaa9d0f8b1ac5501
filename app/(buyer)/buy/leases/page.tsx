import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { wireOf } from '@/app/wire-of';
import { FilterBar } from '@/components/data-table/filter-bar';
import { paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { guardedCtx } from '@/lib/http/context';
import { listLeases } from '@/lib/services/leases/list-leases';
import { getBuyingTerms } from '@/lib/services/orders/get-buying-terms';
import { STATES as LEASE_STATES } from '@/lib/settlement/lease-state';
import { Refused } from '../guard';
import { LeasesTable } from './leases-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buy.leases'))('title') };
}

const PATH = '/buy/leases';

export default async function LeasesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('leases.view');
  const t = await getTranslations();
  if (!allowed || !ctx.actor.permissions.has('jobs.view')) return <Refused title={t('buy.leases.title')} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'newest' });
  const asked = paramOf(params, 'state');
  const [{ rows, total }, terms] = await Promise.all([
    listLeases(ctx, { as: 'buyer', state: LEASE_STATES.find((state) => state === asked), page: query.page }),
    getBuyingTerms(ctx),
  ]);
  return (
    <Page>
      <PageHeader title={t('buy.leases.title')} description={t('buy.leases.description')} />
      <Panel flush>
        <FilterBar
          path={PATH}
          params={params}
          filters={[
            {
              kind: 'choice',
              name: 'state',
              label: t('buy.leases.state'),
              all: t('buy.all'),
              options: LEASE_STATES.map((value) => ({ value, label: t(`status.lease.${value}.label`) })),
            },
          ]}
        />
        <LeasesTable
          rows={wireOf(rows)}
          currency={terms.currency}
          path={PATH}
          params={params}
          query={query}
          total={total}
        />
      </Panel>
    </Page>
  );
}
