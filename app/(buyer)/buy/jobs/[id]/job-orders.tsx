import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import type { JobDetail } from '@/lib/services/quoting/get-job';

/** The orders a job has become, one line each; nothing where it has none. */
export function JobOrders({ orders, currency }: { orders: JobDetail['orders']; currency: string }) {
  const t = useTranslations('buy');
  if (orders.length === 0) return null;
  return (
    <ul className="flex flex-col rounded-lg border border-line bg-surface text-sm">
      {orders.map((order) => (
        <li
          key={order.id}
          className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-1.5 last:border-b-0"
        >
          <Link href={`/buy/orders/${order.id}`} className="font-medium text-accent underline">
            {t(`orderKind.${order.kind}`)}
          </Link>
          <StatusBadge domain="order" status={order.state} />
          <span className="text-muted">
            {t.rich(order.kind === 'limit' ? 'job.limitOf' : 'job.priceOf', {
              amount: () => <Amount micros={order.limitMicros} currency={currency} />,
            })}
          </span>
          <span className="ml-auto text-muted">
            <Instant at={order.eventAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
