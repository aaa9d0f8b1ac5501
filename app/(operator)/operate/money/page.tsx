import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/components/amount';
import { hrefWith, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { RefusedPage } from '@/components/operate/refused-page';
import { Alert } from '@/components/ui/alert';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { guardedCtx } from '@/lib/http/context';
import { paymentTools } from '@/lib/http/payment-tools';
import { listOrganizations } from '@/lib/services/identity/list-organizations';
import { askBalances } from '@/lib/services/reconciliation/ask-balances';
import { getMoneyDesk, type MoneyDesk } from '@/lib/services/reconciliation/get-money-desk';
import { listOwnLines } from '@/lib/services/reconciliation/list-money';
import { BankForms } from './bank-forms';
import { ChannelsPanel } from './channels-panel';
import { ReadNowForm } from './dialogs';
import { DifferenceSums } from './difference-sums';
import { MoneyFigures } from './money-figures';
import { MoneyFilters } from './money-filters';
import { MoneyList } from './money-list';
import { MONEY_PATH, MONEY_VIEWS, type MoneyView, moneyView } from './money-view';
import { OwnLines } from './own-lines';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reconciliation'))('title') };
}

/** How many wait in a list. */
function countOf(view: MoneyView, { counts, differences }: MoneyDesk): number {
  if (view !== 'differences') return counts[view];
  return differences.reduce((total, { count, explained }) => total + count - explained, 0);
}

export default async function MoneyPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('money.view');
  const t = await getTranslations('reconciliation');
  if (!allowed) return <RefusedPage title={t('title')} />;
  const params = await searchParams;
  const view = moneyView(params);
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'since' });
  const told = askBalances(ctx, paymentTools());
  const desk = await getMoneyDesk(ctx, paymentTools());
  const mayBook = ctx.actor.permissions.has('money.book');
  const { currency } = desk;
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={mayBook && <ReadNowForm />} />
      {desk.safeguard.shortMicros > 0n && (
        <Alert tone="error" title={t('short')}>
          {t('shortHelp')} <Amount micros={desk.safeguard.shortMicros} currency={currency} />
        </Alert>
      )}
      <MoneyFigures desk={desk} />
      <ChannelsPanel desk={desk} told={told} />
      <Tabs
        label={t('views')}
        items={MONEY_VIEWS.map((key) => ({
          href: hrefWith(MONEY_PATH, {}, { view: key === 'differences' ? null : key }),
          label: t(`view.${key}`),
          count: countOf(key, desk),
          current: key === view,
        }))}
      />
      {view === 'bank' && mayBook && (
        <BankForms
          currency={currency}
          organizations={(await listOrganizations(ctx, {})).filter((one) => one.isBuyer || one.isProvider)}
        />
      )}
      {view === 'bank' && (
        <OwnLines lines={await listOwnLines(ctx)} personId={ctx.actor.personId} mayBook={mayBook} />
      )}
      <Panel flush>
        {view === 'differences' && <DifferenceSums desk={desk} />}
        <MoneyFilters view={view} params={params} />
        <MoneyList ctx={ctx} view={view} params={params} query={query} currency={currency} />
      </Panel>
    </Page>
  );
}
