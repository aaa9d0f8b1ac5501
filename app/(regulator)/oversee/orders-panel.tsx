import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DataTable } from '@/components/data-table/data-table';
import { StatisticPanel } from '@/components/oversight/statistic-panel';
import { StatusBadge } from '@/components/status-badge';
import { EmptyState } from '@/components/ui/states';
import type {
  LeaseCount,
  OrderCount,
  OrderCounts,
  ReasonCount,
} from '@/lib/services/oversight/list-order-counts';

/** Orders by kind and state, open ones by reason, leases by state and end. */
export function OrdersPanel({ counts: { orders, reasons, leases } }: { counts: OrderCounts }) {
  const t = useTranslations('oversee.orders');
  const format = useFormatter();
  const number = (value: number) => format.number(value);
  const sum = (values: readonly number[]) => number(values.reduce((all, one) => all + one, 0));
  const count = { key: 'count', header: t('count'), align: 'end' as const };
  return (
    <StatisticPanel
      id="orders"
      title={t('title')}
      definition={t('definition')}
      csvHref="/api/v1/oversight/orders?format=csv"
    >
      <div className="grid divide-line max-xl:divide-y xl:grid-cols-3 xl:divide-x">
        <Part title={t('byState')}>
          <DataTable<OrderCount>
            caption={t('byState')}
            rows={orders}
            rowKey={(row) => `${row.kind} ${row.state}`}
            totals={{ state: t('total'), count: sum(orders.map((row) => row.orders)) }}
            columns={[
              {
                key: 'state',
                header: t('state'),
                cell: (row) => <StatusBadge domain="order" status={row.state} />,
              },
              { key: 'kind', header: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
              { ...count, cell: (row) => number(row.orders) },
            ]}
          />
        </Part>
        <Part title={t('openByReason')}>
          <DataTable<ReasonCount>
            caption={t('openByReason')}
            rows={reasons}
            rowKey={(row) => row.reason}
            empty={<EmptyState title={t('noneOpen')} />}
            totals={{ reason: t('total'), count: sum(reasons.map((row) => row.orders)) }}
            columns={[
              {
                key: 'reason',
                header: t('reason'),
                cell: (row) =>
                  row.reason === 'none' ? (
                    t('noRoundYet')
                  ) : (
                    <StatusBadge domain="reason" status={row.reason} />
                  ),
              },
              { ...count, cell: (row) => number(row.orders) },
            ]}
          />
        </Part>
        <Part title={t('leases')}>
          <DataTable<LeaseCount>
            caption={t('leases')}
            rows={leases}
            rowKey={(row) => `${row.state} ${row.endReason}`}
            totals={{ state: t('total'), count: sum(leases.map((row) => row.leases)) }}
            columns={[
              {
                key: 'state',
                header: t('state'),
                cell: (row) =>
                  row.endReason ? (
                    <StatusBadge domain="end" status={row.endReason} />
                  ) : (
                    <StatusBadge domain="lease" status={row.state} />
                  ),
              },
              { ...count, cell: (row) => number(row.leases) },
            ]}
          />
        </Part>
      </div>
    </StatisticPanel>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="px-4 pt-3 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
