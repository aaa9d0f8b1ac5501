import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { DataTable } from '../data-table/data-table';
import { currencySymbol } from '../format-amount';
import { Instant } from '../instant';
import { EmptyState } from '../ui/states';
import { type WaitShown, waitsByDay } from './waits-by-day';

/** What waits, until when and why, by day. */
export function WaitsTable({ waits, currency }: { waits: readonly WaitShown[]; currency: string }) {
  const t = useTranslations('payouts.waiting');
  return (
    <DataTable
      caption={t('title')}
      rows={waitsByDay(waits)}
      rowKey={(row) => `${row.because} ${row.until.getTime()}`}
      empty={<EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
      columns={[
        { key: 'until', header: t('until'), cell: (row) => <Instant at={row.until} /> },
        {
          key: 'amount',
          header: t('amount'),
          unit: currencySymbol(currency).trim(),
          align: 'end',
          cell: (row) => <Amount micros={row.micros} currency={currency} bare />,
        },
        { key: 'why', header: t('why'), wrap: true, cell: (row) => t(`because.${row.because}`) },
      ]}
    />
  );
}
