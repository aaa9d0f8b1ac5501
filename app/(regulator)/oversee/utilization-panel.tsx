import { useFormatter, useTranslations } from 'next-intl';
import { BarChart } from '@/components/charts/bar-chart';
import { DataTable } from '@/components/data-table/data-table';
import { StatisticPanel } from '@/components/oversight/statistic-panel';
import { usedShare } from '@/lib/oversight/utilization';
import type { UtilizationDay, UtilizationReport } from '@/lib/services/oversight/list-utilization';

/** The look of what isn't used. */
const QUIET = 5;

/** Running, reserved and idle card-hours by day; together they are what was offered (O-3). */
export function UtilizationPanel({ report: { days, total } }: { report: UtilizationReport }) {
  const t = useTranslations('oversee.utilization');
  const format = useFormatter();
  const number = (value: number) => format.number(value);
  const share = (value: number | null) =>
    value === null ? '—' : format.number(value, { style: 'percent', maximumFractionDigits: 1 });
  const parts = ['running', 'reserved', 'idle'] as const;
  return (
    <StatisticPanel
      id="utilization"
      title={t('title')}
      definition={t('definition')}
      csvHref="/api/v1/oversight/utilization?format=csv"
    >
      <div className="grid items-start xl:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <div className="p-4">
          <BarChart
            label={t('chartLabel')}
            data={days.map((day) => ({
              day: day.day.slice(5),
              running: day.runningCardHours,
              reserved: day.reservedCardHours,
              idle: day.idleCardHours,
            }))}
            x={{ key: 'day', label: t('day'), kind: 'category' }}
            series={parts.map((key) => ({ key, label: t(key), slot: key === 'idle' ? QUIET : undefined }))}
            format={{ unit: t('cardHours'), decimals: 0 }}
            heightPx={360}
            stacked
          />
        </div>
        <div className="max-h-[30rem] overflow-y-auto max-xl:border-t xl:border-l border-line">
          <DataTable<UtilizationDay>
            caption={t('title')}
            rows={days}
            rowKey={(day) => day.day}
            totals={{
              day: t('total'),
              offered: number(total.offeredCardHours),
              running: number(total.runningCardHours),
              reserved: number(total.reservedCardHours),
              idle: number(total.idleCardHours),
              used: share(usedShare(total)),
            }}
            columns={[
              { key: 'day', header: t('day'), unit: 'UTC', cell: (day) => day.day },
              {
                key: 'running',
                header: t('running'),
                unit: t('cardHours'),
                align: 'end',
                cell: (day) => number(day.runningCardHours),
              },
              {
                key: 'reserved',
                header: t('reserved'),
                unit: t('cardHours'),
                align: 'end',
                cell: (day) => number(day.reservedCardHours),
              },
              {
                key: 'idle',
                header: t('idle'),
                unit: t('cardHours'),
                align: 'end',
                cell: (day) => number(day.idleCardHours),
              },
              {
                key: 'offered',
                header: t('offered'),
                unit: t('cardHours'),
                align: 'end',
                cell: (day) => number(day.offeredCardHours),
              },
              { key: 'used', header: t('used'), align: 'end', cell: (day) => share(usedShare(day)) },
            ]}
          />
        </div>
      </div>
    </StatisticPanel>
  );
}
