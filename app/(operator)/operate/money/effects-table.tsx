import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { StatusBadge } from '@/components/status-badge';
import { Code } from '@/components/ui/code';
import { EmptyState } from '@/components/ui/states';
import { paymentStatus } from '@/lib/services/payments/payment-status';
import type { EffectInFlight } from '@/lib/services/reconciliation/list-money';
import type { ListedProps } from './listed-props';

/** Effects that a channel hasn't finished: what they wait for, and when they are tried again. */
export function EffectsTable({ rows, mayBook: _, filtered, ...table }: ListedProps<EffectInFlight>) {
  const t = useTranslations('reconciliation');
  return (
    <DataTable
      caption={t('view.effects')}
      stacked
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        <EmptyState title={t(filtered ? 'noneMatch' : 'effect.none')}>
          {t(filtered ? 'noneMatchHelp' : 'effect.noneHelp')}
        </EmptyState>
      }
      columns={[
        {
          key: 'asked',
          header: t('effect.asked'),
          cell: (row) => <Instant at={row.eventAt} shape="month-day-time" />,
        },
        { key: 'what', header: t('effect.what'), cell: (row) => t(`what.${row.kind}`) },
        { key: 'channel', header: t('effect.channel'), cell: (row) => t(`channel.${row.channel}`) },
        {
          key: 'amount',
          header: t('effect.amount'),
          align: 'end',
          cell: (row) => <Amount micros={row.amountMicros} currency={row.currency} />,
        },
        {
          key: 'state',
          header: t('effect.state'),
          cell: (row) => <StatusBadge domain="payment" status={paymentStatus(row)} />,
        },
        {
          key: 'waits',
          header: t('effect.waitsFor'),
          cell: (row) => (row.waitsFor ? t(`waitsFor.${row.waitsFor}`) : t(`waitsFor.${row.state}`)),
        },
        { key: 'attempts', header: t('effect.attempts'), align: 'end', cell: (row) => row.attempts },
        {
          key: 'next',
          header: t('effect.next'),
          cell: (row) =>
            row.nextAttemptAt ? <Instant at={row.nextAttemptAt} shape="month-day-time" /> : '—',
        },
        {
          key: 'organization',
          header: t('effect.organization'),
          from: 'md',
          wrap: true,
          wide: true,
          cell: (row) => row.organizationName,
        },
        { key: 'payment', header: t('effect.payment'), from: '2xl', cell: (row) => <Code>{row.id}</Code> },
      ]}
      {...table}
    />
  );
}
