import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FilterBar } from '@/components/data-table/filter-bar';
import { paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { RefusedPage } from '@/components/operate/refused-page';
import { PayoutsTable } from '@/components/payouts/payouts-table';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { guardedCtx } from '@/lib/http/context';
import { paymentTools } from '@/lib/http/payment-tools';
import { getPayoutDesk } from '@/lib/services/payouts/get-payout-desk';
import { listAllPayouts, PAYOUT_FILTERS } from '@/lib/services/payouts/list-payouts';
import { DeskFigures } from './desk-figures';
import { PayeesToDecide } from './payees-to-decide';
import { PayoutNextStep } from './payout-dialogs';
import { ProvidersPanel } from './providers-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payouts.desk'))('title') };
}

const PATH = '/operate/payouts';
/** Few enough that providers with payable money stay in sight under them. */
const PAGE = 20;

export default async function PayoutDeskPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('money.view');
  const t = await getTranslations('payouts');
  if (!allowed) return <RefusedPage title={t('desk.title')} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'made', pageSize: PAGE });
  const state = PAYOUT_FILTERS.find((filter) => filter === paramOf(params, 'state'));
  const [desk, list] = await Promise.all([
    getPayoutDesk(ctx, paymentTools()),
    listAllPayouts(ctx, { state, page: query.page, pageSize: query.pageSize }),
  ]);
  const mayBook = ctx.actor.permissions.has('money.book');
  return (
    <Page>
      <PageHeader title={t('desk.title')} description={t('desk.description')} />
      <DeskFigures desk={desk} />
      <PayeesToDecide payees={desk.payees} mayBook={mayBook} />
      <Panel
        title={t('desk.all')}
        description={t('desk.allDescription')}
        flush
        actions={
          <a href={`${PATH}/transfers`} download className={buttonClass('secondary', 'sm')}>
            <Download aria-hidden />
            {t('desk.transfers')}
          </a>
        }
      >
        <FilterBar
          path={PATH}
          params={params}
          filters={[
            {
              kind: 'choice',
              name: 'state',
              label: t('list.status'),
              all: t('list.all'),
              options: PAYOUT_FILTERS.map((value) => ({ value, label: t(`list.filter.${value}`) })),
            },
          ]}
        />
        <PayoutsTable
          rows={list.rows}
          currency={list.currency}
          path={PATH}
          params={params}
          query={query}
          total={list.total}
          more={[
            {
              key: 'provider',
              header: t('desk.provider'),
              wrap: true,
              wide: true,
              cell: (row) => (
                <>
                  {row.providerName}
                  {row.accountGaveBack && (
                    <span className="block">
                      <Badge tone="warn">{t('desk.gaveBack')}</Badge>
                    </span>
                  )}
                </>
              ),
            },
          ]}
          last={
            mayBook
              ? [
                  {
                    key: 'act',
                    header: t('desk.act'),
                    cell: (row) => <PayoutNextStep payout={row} currency={list.currency} />,
                  },
                ]
              : []
          }
        />
      </Panel>
      <ProvidersPanel desk={desk} />
    </Page>
  );
}
