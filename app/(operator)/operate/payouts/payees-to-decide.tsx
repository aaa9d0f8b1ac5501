import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/data-table/data-table';
import { Instant } from '@/components/instant';
import { Badge } from '@/components/ui/badge';
import { Panel } from '@/components/ui/card';
import type { PayoutDesk } from '@/lib/services/payouts/get-payout-desk';
import { PayeeDialogs } from './payee-dialogs';

/** Bank accounts that providers named, beside their registered names. */
export function PayeesToDecide({ payees, mayBook }: { payees: PayoutDesk['payees']; mayBook: boolean }) {
  const t = useTranslations('payouts');
  if (payees.length === 0) return null;
  return (
    <Panel title={t('desk.payees')} description={t('desk.payeesDescription')} flush>
      <DataTable
        caption={t('desk.payees')}
        stacked
        rows={payees}
        rowKey={(row) => row.organizationId}
        columns={[
          {
            key: 'provider',
            header: t('desk.provider'),
            wrap: true,
            wide: true,
            cell: (row) => `${row.providerName} (${row.country})`,
          },
          { key: 'holder', header: t('payees.holder'), wrap: true, cell: (row) => row.bank?.holder ?? '—' },
          { key: 'bank', header: t('payees.bank'), from: 'md', cell: (row) => row.bank?.bank ?? '—' },
          {
            key: 'number',
            header: t('payees.number'),
            cell: (row) => (
              <>
                {row.bank?.number ?? '—'}
                {row.requirements.includes('payout_returned') && (
                  <span className="block">
                    <Badge tone="warn">{t('desk.returned')}</Badge>
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'named',
            header: t('desk.named'),
            from: 'lg',
            cell: (row) => (row.chosenAt ? <Instant at={row.chosenAt} /> : '—'),
          },
          {
            key: 'rests',
            header: t('desk.rests'),
            from: 'lg',
            cell: (row) => (row.restsUntil ? <Instant at={row.restsUntil} /> : '—'),
          },
          {
            key: 'act',
            header: t('desk.act'),
            cell: (row) => (mayBook ? <PayeeDialogs payee={row} /> : '—'),
          },
        ]}
      />
    </Panel>
  );
}
