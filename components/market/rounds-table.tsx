import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { DataTable } from '../data-table/data-table';
import type { SearchParams, TableQuery } from '../data-table/table-query';
import { Instant } from '../instant';
import { EmptyState } from '../ui/states';
import { boundShare, type RoundMoney } from './welfare-share';

export interface RoundLine extends RoundMoney {
  readonly id: string;
  readonly number: number;
  readonly eventAt: Date;
  readonly startedBy: 'clock' | 'operator';
  readonly counts: { readonly orders: number; readonly filled: number };
  readonly cardHours: number;
  readonly payMicros: string;
  readonly elapsedMs: number;
}

export interface RoundsTableProps {
  rows: readonly RoundLine[];
  currency: string;
  paging?: { path: string; params: SearchParams; query: TableQuery; total: number };
  csvHref?: string;
}

/** Committed rounds, one a line, each leading to its page. */
export function RoundsTable({ rows, currency, paging, csvHref }: RoundsTableProps) {
  const t = useTranslations('market.rounds');
  const format = useFormatter();
  const percent = (share: number | null) =>
    share === null
      ? '—'
      : format.number(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <DataTable<RoundLine>
      caption={t('title')}
      rows={rows}
      rowKey={(round) => round.id}
      rowHref={(round) => `/market/rounds/${round.number}`}
      csvHref={csvHref}
      empty={<EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
      {...paging}
      columns={[
        { key: 'number', header: t('number'), cell: (round) => `#${round.number}` },
        { key: 'at', header: t('at'), cell: (round) => <Instant at={round.eventAt} shape="datetime" /> },
        {
          key: 'orders',
          header: t('filledOfOrders'),
          align: 'end',
          cell: (round) => `${format.number(round.counts.filled)} / ${format.number(round.counts.orders)}`,
        },
        {
          key: 'cardHours',
          header: t('traded'),
          unit: t('cardHours'),
          align: 'end',
          cell: (round) => format.number(round.cardHours),
        },
        {
          key: 'paid',
          header: t('paid'),
          unit: currency,
          align: 'end',
          cell: (round) => <Amount micros={round.payMicros} currency={currency} bare />,
        },
        {
          key: 'surplus',
          header: t('surplus'),
          unit: currency,
          align: 'end',
          from: 'md',
          definition: t('surplusDefinition'),
          cell: (round) => <Amount micros={round.welfareMicros} currency={currency} bare />,
        },
        {
          key: 'share',
          header: t('ofBound'),
          align: 'end',
          definition: t('ofBoundDefinition'),
          cell: (round) => percent(boundShare(round)),
        },
        {
          key: 'elapsed',
          header: t('elapsed'),
          unit: 'ms',
          align: 'end',
          from: 'lg',
          cell: (round) => format.number(round.elapsedMs),
        },
        { key: 'by', header: t('startedBy'), from: 'lg', cell: (round) => t(`by.${round.startedBy}`) },
      ]}
    />
  );
}
