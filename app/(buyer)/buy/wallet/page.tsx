import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/components/amount';
import { RefreshWhile } from '@/components/buy/refresh-while';
import { TopUpForm } from '@/components/buy/top-up-form';
import { FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { Alert } from '@/components/ui/alert';
import { Panel } from '@/components/ui/card';
import { KeyFigures } from '@/components/ui/key-figures';
import { Page, PageHeader } from '@/components/ui/page-header';
import { guardedCtx } from '@/lib/http/context';
import { getWallet } from '@/lib/services/wallet/get-wallet';
import { addMoney } from '../actions';
import { Refused } from '../guard';
import { HoldsTable } from './holds-table';
import { LinesTable } from './lines-table';
import { PaymentsList } from './payments-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buy.wallet'))('title') };
}

const PATH = '/buy/wallet';
const KINDS = ['available', 'held', 'disputed'] as const;

export default async function WalletPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('wallet.view');
  const t = await getTranslations('buy');
  if (!allowed) return <Refused title={t('wallet.title')} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'newest' });
  const wallet = await getWallet(ctx, { kind: paramOf(params, 'kind'), page: query.page });
  const { currency, balances } = wallet;
  const pending = wallet.payments.some(({ state }) => state === 'pending');
  return (
    <Page>
      <PageHeader title={t('wallet.title')} description={t('wallet.description', { currency })} />
      <KeyFigures
        figures={KINDS.map((kind) => ({
          label: t(`account.${kind}`),
          value: <Amount micros={balances[kind] ?? 0n} currency={currency} />,
          definition: t(`accountDefinition.${kind}`),
          href: hrefWith(PATH, {}, { kind }),
        }))}
      />
      <RefreshWhile moving={pending} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Panel title={t('wallet.lines')} description={t('wallet.linesHint')} flush>
          <FilterBar
            path={PATH}
            params={params}
            filters={[
              {
                kind: 'choice',
                name: 'kind',
                label: t('wallet.account'),
                all: t('all'),
                options: KINDS.map((value) => ({ value, label: t(`account.${value}`) })),
              },
            ]}
          />
          <LinesTable
            lines={wallet.lines}
            currency={currency}
            path={PATH}
            params={params}
            query={query}
            total={wallet.total}
            csvHref={hrefWith(`${PATH}/csv`, params, { page: null })}
          />
        </Panel>
        <div className="flex min-w-0 flex-col gap-4 max-xl:order-first">
          {ctx.actor.permissions.has('wallet.top_up') && (
            <Panel title={t('wallet.topUp')}>
              <div className="flex flex-col gap-4">
                <Alert tone="warn" title={t('wallet.sandbox')}>
                  {t('wallet.sandboxHelp')}
                </Alert>
                <TopUpForm action={addMoney} currency={currency} />
              </div>
            </Panel>
          )}
          <PaymentsList payments={wallet.payments} />
          <HoldsTable holds={wallet.holds} currency={currency} />
        </div>
      </div>
    </Page>
  );
}
