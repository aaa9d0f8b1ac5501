import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '@/components/amount';
import { OrderKind } from '@/components/buy/order-kind';
import { type Column, DataTable } from '@/components/data-table/data-table';
import type { SearchParams, TableQuery } from '@/components/data-table/table-query';
import { currencySymbol } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { hourStart } from '@/lib/core/hours';
import type { OrderListRow } from '@/lib/services/orders/list-orders';

export interface OrdersTableProps {
  rows: readonly OrderListRow[];
  currency: string;
  path?: string;
  params?: SearchParams;
  query?: TableQuery;
  total?: number;
  csvHref?: string;
  empty?: ReactNode;
}

/** Orders, newest first: what they may cost, what they cost, and why an open one is still open. */
export function OrdersTable({ rows, currency, ...table }: OrdersTableProps) {
  const t = useTranslations('buy');
  const symbol = currencySymbol(currency).trim();
  const columns: readonly Column<OrderListRow>[] = [
    { key: 'job', header: t('orders.job'), cell: (order) => order.jobName },
    {
      key: 'state',
      header: t('orders.state'),
      cell: (order) => <StatusBadge domain="order" status={order.state} />,
    },
    { key: 'kind', header: t('orders.kind'), from: 'sm', cell: (order) => <OrderKind order={order} /> },
    {
      key: 'limit',
      header: t('orders.limit'),
      unit: symbol,
      align: 'end',
      definition: t('orders.limitDefinition'),
      cell: (order) => <Amount micros={order.limitMicros} currency={currency} bare />,
    },
    {
      key: 'paid',
      header: t('orders.price'),
      unit: symbol,
      align: 'end',
      definition: t('orders.priceDefinition'),
      cell: (order) =>
        order.payMicros === null ? (
          <span className="text-faint">—</span>
        ) : (
          <Amount micros={order.payMicros} currency={currency} bare />
        ),
    },
    {
      key: 'reason',
      header: t('orders.reason'),
      from: 'md',
      cell: (order) =>
        order.state === 'open' && order.lastReason ? (
          <StatusBadge domain="reason" status={order.lastReason} />
        ) : null,
    },
    {
      key: 'round',
      header: t('orders.round'),
      align: 'end',
      from: 'md',
      cell: (order) =>
        order.roundNumber === null ? (
          <span className="text-faint">—</span>
        ) : (
          <Link href={`/market/rounds/${order.roundNumber}`} className="text-accent underline">
            {order.roundNumber}
          </Link>
        ),
    },
    {
      key: 'deadline',
      header: t('form.deadline'),
      align: 'end',
      from: 'lg',
      cell: (order) => <Instant at={hourStart(order.deadlineHour)} shape="month-day-time" />,
    },
    {
      key: 'at',
      header: t('orders.placed'),
      align: 'end',
      from: 'sm',
      cell: (order) => <Instant at={order.eventAt} />,
    },
  ];
  return (
    <DataTable
      caption={t('orders.title')}
      columns={columns}
      rows={rows}
      rowKey={(order) => order.id}
      rowHref={(order) => `/buy/orders/${order.id}`}
      {...table}
    />
  );
}
