import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LiveBadge } from '@/components/market/live-badge';
import { Page, PageHeader } from '@/components/ui/page-header';
import { RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { listCapacity } from '@/lib/services/oversight/list-capacity';
import { listOrderCounts } from '@/lib/services/oversight/list-order-counts';
import { listPrices } from '@/lib/services/oversight/list-prices';
import { listUtilization } from '@/lib/services/oversight/list-utilization';
import { CapacityPanel } from './capacity-panel';
import { OrdersPanel } from './orders-panel';
import { OverseeFigures } from './oversee-figures';
import { PricesPanel } from './prices-panel';
import { ScopeLine } from './scope-line';
import { TradesPanel } from './trades-panel';
import { UtilizationPanel } from './utilization-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('oversee'))('title') };
}

export default async function OverseePage() {
  const { ctx, allowed } = await guardedCtx('oversee.view');
  const t = await getTranslations('oversee');
  if (!allowed)
    return (
      <Page>
        <PageHeader title={t('title')} />
        <RefusedState />
      </Page>
    );
  const [capacity, utilization, counts, prices] = await Promise.all([
    listCapacity(ctx),
    listUtilization(ctx),
    listOrderCounts(ctx),
    listPrices(ctx),
  ]);
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={<ScopeLine scope={ctx.actor.regulatorScope} />}
        actions={<LiveBadge />}
      />
      <OverseeFigures {...{ capacity, utilization, counts }} />
      <CapacityPanel capacity={capacity} />
      <UtilizationPanel report={utilization} />
      <OrdersPanel counts={counts} />
      <TradesPanel trades={counts.trades} currency={counts.currency} />
      <PricesPanel {...prices} />
    </Page>
  );
}
