import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Amount } from '@/components/amount';
import { FundsForecast, LowBalance } from '@/components/budgets/funds-forecast';
import { RefreshWhile } from '@/components/buy/refresh-while';
import { hrefWith, paramOf, type SearchParams } from '@/components/data-table/table-query';
import { KeyFigures } from '@/components/ui/key-figures';
import { Page, PageHeader } from '@/components/ui/page-header';
import { guardedCtx } from '@/lib/http/context';
import { foundOr404 } from '@/lib/http/found-or-404';
import { bankAccount, paymentTools } from '@/lib/http/payment-tools';
import { findForecast } from '@/lib/services/budgets/find-forecast';
import { isMoving } from '@/lib/services/payments/payment-status';
import { getFunding } from '@/lib/services/wallet/get-funding';
import { getPayment } from '@/lib/services/wallet/get-payment';
import { getWallet } from '@/lib/services/wallet/get-wallet';
import { Refused } from '../guard';
import { HoldsTable } from './holds-table';
import { OwedBanner } from './owed-banner';
import { PaymentPanel } from './payment-panel';
import { PaymentsList } from './payments-list';
import { TopUpPanel } from './top-up-panel';
import { WalletLines } from './wallet-lines';
import { Withdraw } from './withdraw';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buy.wallet'))('title') };
}

const PATH = '/buy/wallet';
/** Statements have the rest. */
const LATEST_LINES = 10;
const ALWAYS = ['available', 'held', 'disputed'];
const KINDS = ['available', 'held', 'disputed', 'in_payout', 'receivable'] as const;

export default async function WalletPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('wallet.view');
  const t = await getTranslations('buy');
  if (!allowed) return <Refused title={t('wallet.title')} />;
  const params = await searchParams;
  const chosen = paramOf(params, 'payment') ?? null;
  const [wallet, funding, forecast, payment] = await Promise.all([
    getWallet(ctx, { kind: paramOf(params, 'kind'), pageSize: LATEST_LINES }),
    getFunding(ctx, paymentTools()),
    findForecast(ctx),
    chosen ? foundOr404(getPayment(ctx, { paymentId: chosen })) : null,
  ]);
  const { currency, balances } = wallet;
  const may = ctx.actor.permissions;
  const kinds = KINDS.filter((kind) => ALWAYS.includes(kind) || (balances[kind] ?? 0n) !== 0n);
  return (
    <Page>
      <PageHeader
        title={t('wallet.title')}
        description={t('wallet.description', { currency })}
        actions={may.has('wallet.withdraw') && <Withdraw funding={funding} wallet={wallet} now={ctx.now} />}
      />
      <OwedBanner owedMicros={funding.owedMicros} currency={currency} />
      <LowBalance forecast={forecast} currency={currency} mayTopUp={false} />
      <KeyFigures
        figures={kinds.map((kind) => ({
          label: t(`account.${kind}`),
          value: <Amount micros={balances[kind] ?? 0n} currency={currency} />,
          definition: t(`accountDefinition.${kind}`),
          href: hrefWith(PATH, {}, { kind }),
        }))}
      />
      <FundsForecast forecast={forecast} currency={currency} />
      <RefreshWhile moving={wallet.payments.some(({ status }) => isMoving(status))} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <WalletLines wallet={wallet} kinds={KINDS} path={PATH} params={params} />
        <div className="flex min-w-0 flex-col gap-4 max-xl:order-first">
          {payment && (
            <PaymentPanel
              payment={payment}
              account={bankAccount()}
              closeHref={hrefWith(PATH, params, { payment: null })}
              mayAct={may.has('wallet.top_up')}
            />
          )}
          {may.has('wallet.top_up') && !payment && <TopUpPanel funding={funding} />}
          <PaymentsList payments={wallet.payments} selected={chosen} />
          <HoldsTable holds={wallet.holds} currency={currency} />
        </div>
      </div>
    </Page>
  );
}
