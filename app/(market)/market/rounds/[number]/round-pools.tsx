import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { currencySymbol } from '@/components/format-amount';
import { chipName, placeName } from '@/components/market/names';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/states';
import type { RoundPool } from '@/lib/services/rounds/get-round';

/** What the round filled, pool by pool; no buyer is named (M-20). */
export function RoundPools({ pools, currency }: { pools: readonly RoundPool[]; currency: string }) {
  const t = useTranslations('market.rounds');
  const format = useFormatter();
  const locale = useLocale();
  const unit = `${currencySymbol(currency)}/${t('cardHour')}`;
  const traded = pools.filter((pool) => pool.cardHours > 0);
  const sum = traded.reduce((total, pool) => total + pool.cardHours, 0);
  const paid = traded.reduce((total, pool) => total + pool.valueMicros, 0n);
  return (
    <Panel title={t('fills')} description={t('fillsDescription')} flush className="overflow-hidden">
      <DataTable<RoundPool>
        caption={t('fills')}
        rows={traded}
        rowKey={(pool) => pool.poolId}
        rowHref={(pool) => `/market/pools/${pool.code}`}
        empty={<EmptyState title={t('noFills')} />}
        totals={{
          pool: t('total'),
          cardHours: format.number(sum),
          paid: <Amount micros={paid} currency={currency} bare />,
        }}
        columns={[
          { key: 'pool', header: t('pool'), cell: (pool) => pool.name },
          { key: 'chip', header: t('chip'), cell: (pool) => chipName(pool.chip) },
          { key: 'region', header: t('region'), from: 'md', cell: (pool) => placeName(pool.region, locale) },
          {
            key: 'cardHours',
            header: t('traded'),
            unit: t('cardHours'),
            align: 'end',
            cell: (pool) => format.number(pool.cardHours),
          },
          {
            key: 'mean',
            header: t('mean'),
            unit,
            align: 'end',
            definition: t('meanDefinition'),
            cell: (pool) => (
              <Amount
                micros={pool.valueMicros / BigInt(pool.cardHours)}
                currency={currency}
                decimals={4}
                bare
              />
            ),
          },
          {
            key: 'paid',
            header: t('paid'),
            unit: currency,
            align: 'end',
            cell: (pool) => <Amount micros={pool.valueMicros} currency={currency} bare />,
          },
        ]}
      />
    </Panel>
  );
}
