import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { LiveBadge } from '@/components/market/live-badge';
import { RoundsTable } from '@/components/market/rounds-table';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/http/context';
import { listRounds } from '@/lib/services/rounds/list-rounds';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('market.rounds'))('title') };
}

export default async function RoundsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'number' });
  const { rows, total, currency } = await listRounds(await pageCtx(), {
    page: query.page,
    pageSize: query.pageSize,
  });
  const t = await getTranslations('market.rounds');
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={<LiveBadge />} />
      <Panel flush>
        <RoundsTable
          rows={rows}
          currency={currency}
          paging={{ path: '/market/rounds', params, query, total }}
          csvHref="/api/v1/rounds?format=csv"
        />
      </Panel>
    </Page>
  );
}
