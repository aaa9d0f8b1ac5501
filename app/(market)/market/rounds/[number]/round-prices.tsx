import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { DataTable } from '@/components/data-table/data-table';
import { currencySymbol } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/states';
import { hourStart } from '@/lib/core/hours';
import { priceChange } from '@/lib/oversight/price-change';
import type { RaisedPrice, RoundDetail } from '@/lib/services/rounds/get-round';

/** The pool-hours whose price the round set above the ask: where more was wanted than there was. */
export function RoundPrices({ detail }: { detail: RoundDetail }) {
  const { raised, raisedCount, raisedBy, book, currency } = detail;
  const t = useTranslations('market.rounds');
  const format = useFormatter();
  const unit = `${currencySymbol(currency)}/${t('cardHour')}`;
  const share = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 1 });
  const more = raisedCount > raised.length;
  return (
    <Panel
      title={t('raised')}
      description={
        more ? t('raisedFirst', { shown: raised.length, count: raisedCount }) : t('raisedDescription')
      }
      flush
      className="overflow-hidden"
    >
      {raisedBy && (
        <p className="max-w-prose px-4 py-2.5 text-sm">
          {t('raisedShares', {
            count: format.number(raisedCount),
            of: book ? format.number(book.poolHours) : '—',
            lower: share(raisedBy.lowerQuartile),
            median: share(raisedBy.median),
            upper: share(raisedBy.upperQuartile),
            most: share(raisedBy.most),
          })}
        </p>
      )}
      <div className="max-h-96 overflow-y-auto">
        <DataTable<RaisedPrice>
          caption={t('raised')}
          rows={raised}
          rowKey={(row) => `${row.poolId} ${row.hour}`}
          rowHref={(row) => `/market/pools/${row.code}`}
          empty={<EmptyState title={t('noRaised')}>{t('noRaisedHelp')}</EmptyState>}
          columns={[
            { key: 'pool', header: t('pool'), cell: (row) => row.name },
            { key: 'hour', header: t('hour'), cell: (row) => <Instant at={hourStart(row.hour)} /> },
            {
              key: 'ask',
              header: t('ask'),
              unit,
              align: 'end',
              cell: (row) => <Amount micros={row.askMicros} currency={currency} decimals={4} bare />,
            },
            {
              key: 'price',
              header: t('price'),
              unit,
              align: 'end',
              cell: (row) => <Amount micros={row.priceMicros} currency={currency} decimals={4} bare />,
            },
            {
              key: 'above',
              header: t('above'),
              align: 'end',
              cell: (row) => {
                const share = priceChange(row.priceMicros, row.askMicros);
                return share === null
                  ? '—'
                  : `+${format.number(share, { style: 'percent', maximumFractionDigits: 1 })}`;
              },
            },
            {
              key: 'traded',
              header: t('tradedCards'),
              unit: t('cards'),
              align: 'end',
              cell: (row) => format.number(row.tradedCards),
            },
          ]}
        />
      </div>
    </Panel>
  );
}
