import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { currencySymbol } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import type { Receivable } from '@/lib/services/reconciliation/list-money';
import type { ListedProps } from './listed-props';

/** What organizations owe the exchange, longest first. */
export function ReceivablesTable({
  rows,
  currency,
  mayBook: _,
  filtered: __,
  ...table
}: ListedProps<Receivable> & { currency: string }) {
  const t = useTranslations('reconciliation');
  return (
    <DataTable
      caption={t('view.receivables')}
      stacked
      rows={rows}
      rowKey={(row) => row.organizationId}
      empty={<EmptyState title={t('receivable.none')}>{t('receivable.noneHelp')}</EmptyState>}
      columns={[
        {
          key: 'organization',
          header: t('receivable.organization'),
          wrap: true,
          cell: (row) => row.organizationName,
        },
        {
          key: 'owed',
          header: t('receivable.owed'),
          unit: currencySymbol(currency).trim(),
          align: 'end',
          cell: (row) => <Amount micros={row.owedMicros} currency={currency} bare />,
        },
        { key: 'since', header: t('receivable.since'), cell: (row) => <Instant at={row.since} /> },
        {
          key: 'id',
          header: t('receivable.id'),
          from: 'md',
          cell: (row) => <Code>{row.organizationId}</Code>,
        },
      ]}
      {...table}
    />
  );
}
