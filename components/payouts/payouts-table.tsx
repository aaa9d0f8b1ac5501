import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '../amount';
import { type Column, DataTable } from '../data-table/data-table';
import type { SearchParams, TableQuery } from '../data-table/table-query';
import { currencySymbol } from '../format-amount';
import { Instant } from '../instant';
import { StatusBadge } from '../status-badge';
import { Tag } from '../ui/badge';
import { CopyableCode } from '../ui/copy-button';
import { EmptyState } from '../ui/states';

export interface PayoutShown {
  readonly id: string;
  readonly eventAt: Date;
  readonly status: string;
  readonly failure: string | null;
  readonly channel: string;
  readonly amountMicros: bigint;
  readonly returnedMicros: bigint;
  readonly settledAt: Date | null;
  readonly externalId: string | null;
}

export interface PayoutsTableProps<Row extends PayoutShown> {
  rows: readonly Row[];
  currency: string;
  path: string;
  params: SearchParams;
  query: TableQuery;
  total: number;
  csvHref?: string;
  /** Columns between the status and the amount, and at the end. */
  more?: readonly Column<Row>[];
  last?: readonly Column<Row>[];
  empty?: ReactNode;
}

/** Why a payout failed, in words; nothing for one that didn't. */
export function FailureWords({ failure }: { failure: string | null }) {
  const t = useTranslations('payouts.failure');
  if (failure === null) return null;
  return <>{t.has(failure) ? t(failure) : failure}</>;
}

/** Payouts, the newest first, with how each stands. */
export function PayoutsTable<Row extends PayoutShown>(props: PayoutsTableProps<Row>) {
  const { currency, more = [], last = [], empty, ...table } = props;
  const t = useTranslations('payouts');
  const unit = currencySymbol(currency).trim();
  const columns: readonly Column<Row>[] = [
    { key: 'made', header: t('list.made'), cell: (row) => <Instant at={row.eventAt} /> },
    {
      key: 'status',
      header: t('list.status'),
      wrap: true,
      cell: (row) => (
        <>
          <StatusBadge domain="payout" status={row.status} />
          {row.failure && (
            <span className="block max-w-64 text-xs text-muted">
              <FailureWords failure={row.failure} />
            </span>
          )}
        </>
      ),
    },
    ...more,
    {
      key: 'amount',
      header: t('list.amount'),
      unit,
      align: 'end',
      cell: (row) => (
        <>
          <Amount micros={row.amountMicros} currency={currency} bare />
          {row.returnedMicros > 0n && (
            <span className="block text-xs text-muted">
              {t.rich('list.ofWhichBack', {
                amount: () => <Amount micros={row.returnedMicros} currency={currency} bare />,
              })}
            </span>
          )}
        </>
      ),
    },
    {
      key: 'channel',
      header: t('list.channel'),
      from: 'sm',
      cell: (row) => (
        <Tag>{t.has(`payees.name.${row.channel}`) ? t(`payees.name.${row.channel}`) : row.channel}</Tag>
      ),
    },
    {
      key: 'ended',
      header: t('list.ended'),
      from: 'md',
      unstacked: true,
      cell: (row) => (row.settledAt ? <Instant at={row.settledAt} /> : '—'),
    },
    {
      key: 'reference',
      header: t('list.reference'),
      from: 'md',
      cell: (row) =>
        row.externalId ? <CopyableCode text={row.externalId} shown={`…${row.externalId.slice(-8)}`} /> : '—',
    },
    ...last,
  ];
  return (
    <DataTable
      caption={t('list.title')}
      stacked
      rowKey={(row) => row.id}
      empty={empty ?? <EmptyState title={t('list.none')}>{t('list.noneHelp')}</EmptyState>}
      {...table}
      columns={columns}
    />
  );
}
