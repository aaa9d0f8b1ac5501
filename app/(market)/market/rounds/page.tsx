import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { Instant } from '@/components/instant';
import { DaysTable } from '@/components/market/days-table';
import { LiveBadge } from '@/components/market/live-badge';
import { RoundsTable } from '@/components/market/rounds-table';
import { Alert } from '@/components/ui/alert';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/http/context';
import { listDays } from '@/lib/services/rounds/list-days';
import { listRounds } from '@/lib/services/rounds/list-rounds';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('market.rounds'))('title') };
}

export default async function RoundsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'number' });
  const ctx = await pageCtx();
  const [{ rows, total, currency, indicative }, days] = await Promise.all([
    listRounds(ctx, { page: query.page, pageSize: query.pageSize }),
    listDays(ctx),
  ]);
  const t = await getTranslations('market.rounds');
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={<LiveBadge />} />
      <Alert title={t('indicative.title')}>
        {indicative
          ? t.rich('indicative.text', {
              at: () => <Instant at={indicative.eventAt} shape="seconds" withZone />,
              raised: indicative.raisedPoolHours,
            })
          : t('indicative.none')}
      </Alert>
      <Panel flush>
        <RoundsTable
          rows={rows}
          currency={currency}
          paging={{ path: '/market/rounds', params, query, total }}
          csvHref="/api/v1/rounds?format=csv"
        />
      </Panel>
      <Panel title={t('days.title')} description={t('days.description')} flush className="overflow-hidden">
        <DaysTable days={days.rows} currency={currency} />
      </Panel>
    </Page>
  );
}
