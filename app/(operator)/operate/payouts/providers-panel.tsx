import { useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { currencySymbol } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/states';
import type { PayoutDesk } from '@/lib/services/payouts/get-payout-desk';

/** Every provider with payable money: what the next payouts bring it, or why it is held back. */
export function ProvidersPanel({ desk }: { desk: PayoutDesk }) {
  const t = useTranslations('payouts.desk');
  const { currency } = desk;
  const unit = currencySymbol(currency).trim();
  const bare = (micros: bigint) => <Amount micros={micros} currency={currency} bare />;
  return (
    <Panel title={t('providers')} description={t('providersDescription')} flush>
      <DataTable
        caption={t('providers')}
        stacked
        rows={desk.providers}
        rowKey={(row) => row.organizationId}
        empty={<EmptyState title={t('providersNone')} />}
        columns={[
          { key: 'provider', header: t('provider'), wrap: true, cell: (row) => row.providerName },
          {
            key: 'balance',
            header: t('balance'),
            unit,
            align: 'end',
            cell: (row) => bare(row.balanceMicros),
          },
          { key: 'now', header: t('now'), unit, align: 'end', cell: (row) => bare(row.nowMicros) },
          {
            key: 'firstFree',
            header: t('firstFree'),
            from: 'lg',
            cell: (row) => (row.waitsUntil ? <Instant at={row.waitsUntil} shape="date" /> : '—'),
          },
          {
            key: 'next',
            header: t('next'),
            cell: (row) =>
              row.heldBack ? (
                <Badge tone={row.heldBack === 'below_payout_minimum' ? 'idle' : 'warn'}>
                  {t(`held.${row.heldBack}`)}
                </Badge>
              ) : (
                <Badge tone="good">{t('paid')}</Badge>
              ),
          },
        ]}
      />
    </Panel>
  );
}
