import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { RefusedPage } from '@/components/operate/refused-page';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { SplitView } from '@/components/ui/side-panel';
import { guardedCtx } from '@/lib/http/context';
import { foundOr404 } from '@/lib/http/found-or-404';
import { getDispute, listDisputes } from '@/lib/services/oversight/list-disputes';
import { DisputePanel } from './dispute-panel';
import { DisputesTable } from './disputes-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operate.disputes'))('title') };
}

const PATH = '/operate/disputes';
const STATES = ['open', 'decided'] as const;

export default async function DisputesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('operate.view');
  const t = await getTranslations();
  if (!allowed) return <RefusedPage title={t('operate.disputes.title')} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'at' });
  const list = await listDisputes(ctx, {
    state: STATES.find((state) => state === paramOf(params, 'state')),
    page: query.page,
    pageSize: query.pageSize,
  });
  const chosen = paramOf(params, 'dispute');
  const detail = chosen ? await foundOr404(getDispute(ctx, { disputeId: chosen })) : null;
  const closeHref = hrefWith(PATH, params, { dispute: null });
  return (
    <Page>
      <PageHeader
        title={t('operate.disputes.title')}
        description={t('operate.disputes.description', { open: list.open })}
      />
      <SplitView
        panel={
          detail && (
            <DisputePanel
              detail={detail}
              currency={list.currency}
              closeHref={closeHref}
              mayDecide={ctx.actor.permissions.has('disputes.decide')}
            />
          )
        }
      >
        <Panel flush>
          <FilterBar
            path={PATH}
            params={params}
            filters={[
              {
                kind: 'choice',
                name: 'state',
                label: t('operate.disputes.state'),
                all: t('operate.disputes.all'),
                options: STATES.map((value) => ({ value, label: t(`status.dispute.${value}.label`) })),
              },
            ]}
          />
          <DisputesTable list={list} params={params} query={query} selected={chosen ?? null} path={PATH} />
        </Panel>
      </SplitView>
    </Page>
  );
}
