import { useTranslations } from 'next-intl';
import type { Side } from '@/lib/ledger/event-kinds';
import { Amount } from '../amount';
import { type Column, DataTable } from '../data-table/data-table';
import { currencySymbol } from '../format-amount';
import { Instant } from '../instant';
import { EmptyState } from '../ui/states';
import { LineLinks } from './line-links';
import type { LineShown } from './line-shown';
import { LineWords } from './line-words';

export interface StatementLinesProps {
  rows: readonly LineShown[];
  side: Side;
  currency: string;
  csvHref: string;
}

/** An account's lines, newest first, in words, each with the balance it left. */
export function StatementLines({ rows, side, currency, csvHref }: StatementLinesProps) {
  const t = useTranslations('statements.statement');
  const unit = currencySymbol(currency).trim();
  const bare = (micros: bigint | null) =>
    micros === null || micros === 0n ? '—' : <Amount micros={micros} currency={currency} bare />;
  const earnings: readonly Column<LineShown>[] = [
    {
      key: 'earned',
      header: t('earned'),
      unit,
      align: 'end',
      from: 'xl',
      cell: (row) => bare(row.earnedMicros),
    },
    { key: 'fee', header: t('fee'), unit, align: 'end', from: 'xl', cell: (row) => bare(row.feeMicros) },
  ];
  const columns: readonly Column<LineShown>[] = [
    { key: 'time', header: t('time'), cell: (row) => <Instant at={row.eventAt} /> },
    {
      key: 'what',
      header: t('what'),
      wrap: true,
      wide: true,
      cell: (row) => <LineWords line={row} side={side} />,
    },
    {
      key: 'links',
      header: t('links'),
      wrap: true,
      cell: (row) => (
        <LineLinks line={{ ...row, disputeIds: row.disputeId ? [row.disputeId] : [] }} side={side} />
      ),
    },
    ...(side === 'provider' ? earnings : []),
    {
      key: 'change',
      header: t('change'),
      unit,
      align: 'end',
      cell: (row) => <Amount micros={row.amountMicros} currency={currency} bare signed />,
    },
    {
      key: 'balance',
      header: t('balance'),
      unit,
      align: 'end',
      definition: t('balanceDefinition'),
      cell: (row) => <Amount micros={row.balanceAfterMicros} currency={currency} bare />,
    },
  ];
  return (
    <DataTable
      caption={t('lines')}
      stacked
      columns={columns}
      rows={rows}
      rowKey={(row) => row.version.toString()}
      csvHref={csvHref}
      empty={<EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
    />
  );
}
