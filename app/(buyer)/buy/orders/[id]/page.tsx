import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { wireOf } from '@/app/wire-of';
import { guardedCtx } from '@/lib/http/context';
import { getBuyingTerms } from '@/lib/services/orders/get-buying-terms';
import { getOrder } from '@/lib/services/orders/get-order';
import { cancel } from '../../actions';
import { Refused } from '../../guard';
import { orMissing } from '../../or-missing';
import { OrderView } from './order-view';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (orderId: string) => {
  const { ctx, allowed } = await guardedCtx('orders.view');
  if (!allowed) return null;
  const [order, terms] = await Promise.all([orMissing(getOrder(ctx, { orderId })), getBuyingTerms(ctx)]);
  const { permissions } = ctx.actor;
  return {
    order,
    terms,
    mayCancel: permissions.has('orders.cancel'),
    mayOrder: permissions.has('orders.place'),
  };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await load((await params).id);
  const t = await getTranslations('buy.order');
  return { title: found ? t('title', { job: found.order.job.name }) : undefined };
}

export default async function OrderPage({ params }: Props) {
  const t = await getTranslations('buy.orders');
  const found = await load((await params).id);
  if (!found) return <Refused title={t('title')} />;
  const { order, terms, mayCancel, mayOrder } = found;
  return (
    <OrderView
      initial={wireOf(order)}
      currency={terms.currency}
      nextRoundAt={terms.nextRoundAt.toISOString()}
      mayCancel={mayCancel}
      mayOrder={mayOrder}
      cancel={cancel}
    />
  );
}
