import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { BarChart } from '@/components/charts/bar-chart';
import { DataTable } from '@/components/data-table/data-table';
import { StatisticPanel } from '@/components/oversight/statistic-panel';
import { EmptyState } from '@/components/ui/states';
import { groupBy } from '@/lib/core/group';
import type { TradeDay } from '@/lib/services/oversight/list-order-counts';

const cardHours = (rows: readonly TradeDay[], kind: TradeDay['kind']): number =>
  rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.cardHours, 0);

/** What was traded by day, in rounds and instantly. */
export function TradesPanel({ trades, currency }: { trades: readonly TradeDay[]; currency: string }) {
  const t = useTranslations('oversee.trades');
  const format = useFormatter();
  const days = [...groupBy(trades, (row) => row.day)];
  const latestFirst = trades.toReversed();
  return (
    <StatisticPanel
      id="trades"
      title={t('title')}
      definition={t('definition')}
      csvHref="/api/v1/oversight/trades?format=csv"
    >
      <div className="grid items-start xl:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <div className="p-4">
          <BarChart
            label={t('chartLabel')}
            data={days.map(([day, rows]) => ({
              day: day.slice(5),
              round: cardHours(rows, 'round'),
              instant: cardHours(rows, 'instant'),
            }))}
            x={{ key: 'day', label: t('day'), kind: 'category' }}
            series={(['round', 'instant'] as const).map((key) => ({ key, label: t(`kinds.${key}`) }))}
            format={{ unit: t('cardHours'), decimals: 0 }}
            heightPx={300}
            stacked
          />
        </div>
        <div className="max-h-96 overflow-y-auto max-xl:border-t xl:border-l border-line">
          <DataTable<TradeDay>
            caption={t('title')}
            rows={latestFirst}
            rowKey={(row) => `${row.day} ${row.kind}`}
            empty={<EmptyState title={t('none')} />}
            totals={{
              day: t('total'),
              trades: format.number(trades.reduce((sum, row) => sum + row.trades, 0)),
              cardHours: format.number(trades.reduce((sum, row) => sum + row.cardHours, 0)),
              value: (
                <Amount
                  micros={trades.reduce((sum, row) => sum + row.valueMicros, 0n)}
                  currency={currency}
                  bare
                />
              ),
            }}
            columns={[
              { key: 'day', header: t('day'), unit: 'UTC', cell: (row) => row.day },
              { key: 'kind', header: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
              { key: 'trades', header: t('count'), align: 'end', cell: (row) => format.number(row.trades) },
              {
                key: 'cardHours',
                header: t('volume'),
                unit: t('cardHours'),
                align: 'end',
                cell: (row) => format.number(row.cardHours),
              },
              {
                key: 'value',
                header: t('value'),
                unit: currency,
                align: 'end',
                cell: (row) => <Amount micros={row.valueMicros} currency={currency} bare />,
              },
            ]}
          />
        </div>
      </div>
    </StatisticPanel>
  );
}
