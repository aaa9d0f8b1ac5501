import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { RefreshWhile } from '@/components/buy/refresh-while';
import { paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { PayoutFigures } from '@/components/payouts/payout-figures';
import { WaitsTable } from '@/components/payouts/waits-table';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { RefusedState } from '@/components/ui/states';
import { SubmitButton } from '@/components/ui/submit-button';
import { guardedCtx } from '@/lib/http/context';
import { paymentTools } from '@/lib/http/payment-tools';
import { getPayouts } from '@/lib/services/payouts/get-payouts';
import { listPayouts, PAYOUT_FILTERS } from '@/lib/services/payouts/list-payouts';
import { payNow } from './actions';
import { NextPayout } from './next-payout';
import { PayeesPanel } from './payees-panel';
import { PayoutsPanel } from './payouts-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payouts'))('title') };
}

const PATH = '/sell/payouts';
const MOVING = ['to_send', 'unanswered', 'on_the_way'];

export default async function PayoutsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx } = await guardedCtx('wallet.view');
  const { permissions } = ctx.actor;
  if (!permissions.has('wallet.view') || !permissions.has('pools.view')) return <RefusedState level={1} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'made' });
  const state = PAYOUT_FILTERS.find((filter) => filter === paramOf(params, 'state'));
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  const [payouts, list] = await Promise.all([
    getPayouts(ctx, paymentTools()),
    listPayouts(ctx, { state, page: query.page, pageSize: query.pageSize }),
  ]);
  const mayManage = permissions.has('payouts.manage');
  const percent = format.number(payouts.cardReserveBps / 10_000, { style: 'percent' });
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          mayManage &&
          payouts.next.ok && (
            <ActionForm action={payNow} requestIdField="requestId" aria-label={t('payNow')}>
              <SubmitButton>{t('payNow')}</SubmitButton>
            </ActionForm>
          )
        }
      />
      <PayoutFigures {...payouts} firstFreeAt={payouts.waits[0]?.until ?? null} />
      <RefreshWhile moving={list.rows.some((row) => row.channel !== 'bank' && MOVING.includes(row.status))} />
      {payouts.channels.includes('sandbox') && (
        <Alert tone="warn" title={t('sandbox')}>
          {t('sandboxHelp')}
        </Alert>
      )}
      <NextPayout payouts={payouts} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <PayoutsPanel list={list} params={params} query={query} path={PATH} state={state} />
          <Panel
            title={t('waiting.title')}
            description={t('waiting.description', { percent, days: payouts.cardPayoutDays })}
            flush
          >
            <WaitsTable waits={payouts.waits} currency={payouts.currency} />
          </Panel>
        </div>
        <div className="min-w-0 max-xl:order-first">
          <PayeesPanel payouts={payouts} now={ctx.now} mayManage={mayManage} />
        </div>
      </div>
    </Page>
  );
}
