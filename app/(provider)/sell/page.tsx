import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DaysAhead } from '@/components/supply/days-ahead';
import { PoolsTable } from '@/components/supply/pools-table';
import { SupplyFigures } from '@/components/supply/supply-figures';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState, RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { paymentTools } from '@/lib/http/payment-tools';
import { getPayouts } from '@/lib/services/payouts/get-payouts';
import { getSupply } from '@/lib/services/supply/get-supply';
import { NotAdmitted } from './not-admitted';
import { NowhereToPay } from './nowhere-to-pay';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supply.overview'))('title') };
}

export default async function SellPage() {
  const { ctx, allowed } = await guardedCtx('pools.view');
  if (!allowed) return <RefusedState level={1} />;
  const t = await getTranslations('supply.overview');
  const supply = await getSupply(ctx);
  const payouts = ctx.actor.permissions.has('wallet.view') ? await getPayouts(ctx, paymentTools()) : null;
  const status = ctx.actor.organizationStatus;
  const manages = ctx.actor.permissions.has('pools.manage') && status === 'admitted';
  const actions = manages && (
    <>
      <LinkButton href="/sell/pools/import">{t('import')}</LinkButton>
      <LinkButton href="/sell/pools/new" variant="primary">
        {t('list')}
      </LinkButton>
    </>
  );
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} actions={actions} />
      <NotAdmitted status={status} />
      {payouts && <NowhereToPay payouts={payouts} />}
      <SupplyFigures supply={supply} />
      {supply.pools === 0 ? (
        <Panel>
          <EmptyState title={t('none')} actions={actions}>
            {t('noneHelp')}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <Panel title={t('chartTitle')} description={t('chartDescription')}>
            <DaysAhead days={supply.days} />
          </Panel>
          <Panel
            title={t('poolsTitle')}
            flush
            actions={
              <LinkButton href="/sell/pools" variant="quiet" size="sm">
                {t('allPools')}
              </LinkButton>
            }
          >
            <PoolsTable rows={supply.busiest} currency={supply.currency} feeBps={supply.feeBps} />
          </Panel>
        </>
      )}
    </Page>
  );
}
