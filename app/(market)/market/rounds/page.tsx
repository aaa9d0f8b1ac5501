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
import { Tabs } from '@/components/ui/tabs';
import { pageCtx } from '@/lib/http/context';
import { KEPT_INDICATIVE_DAYS } from '@/lib/market/book-retention';
import { listDays } from '@/lib/services/rounds/list-days';
import { latestIndicativeRound, listRounds } from '@/lib/services/rounds/list-rounds';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('market.rounds'))('title') };
}

const PATH = '/market/rounds';

export default async function RoundsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const indicative = await latestIndicativeRound(await pageCtx());
  const byDay = params.view === 'days';
  const t = await getTranslations('market.rounds');
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={<LiveBadge />} />
      <Alert title={t('indicative.title')}>
        {indicative
          ? t.rich('indicative.text', {
              at: () => <Instant at={indicative.eventAt} shape="seconds" withZone />,
              raised: indicative.raisedPoolHours,
              days: KEPT_INDICATIVE_DAYS,
            })
          : t('indicative.none')}
      </Alert>
      <Panel
        title={byDay ? t('days.title') : t('byRound')}
        description={byDay ? t('days.description') : undefined}
        actions={
          <Tabs
            look="segments"
            label={t('view')}
            items={[
              { href: PATH, label: t('byRound'), current: !byDay },
              { href: `${PATH}?view=days`, label: t('days.title'), current: byDay },
            ]}
          />
        }
        flush
        className="overflow-hidden"
      >
        {byDay ? <Days /> : <Rounds params={params} />}
      </Panel>
    </Page>
  );
}

async function Rounds({ params }: { params: SearchParams }) {
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'number' });
  const { page, pageSize } = query;
  const { rows, total, currency } = await listRounds(await pageCtx(), { page, pageSize });
  return (
    <RoundsTable
      rows={rows}
      currency={currency}
      paging={{ path: PATH, params, query, total }}
      csvHref="/api/v1/rounds?format=csv"
    />
  );
}

async function Days() {
  const { rows, currency } = await listDays(await pageCtx());
  return <DaysTable days={rows} currency={currency} />;
}
