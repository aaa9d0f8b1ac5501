import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { BarChart } from '@/components/charts/bar-chart';
import { type Column, DataTable } from '@/components/data-table/data-table';
import { placeName } from '@/components/market/names';
import { StatisticPanel } from '@/components/oversight/statistic-panel';
import { groupBy } from '@/lib/core/group';
import { type CapacityRow, capacityTotal } from '@/lib/oversight/capacity';
import type { Capacity } from '@/lib/services/oversight/list-capacity';

/** Vendors with a color of their own; the rest stand together. */
const CHARTED_VENDORS = 5;

function useChart(rows: readonly CapacityRow[]) {
  const t = useTranslations('oversee.capacity');
  const locale = useLocale();
  const byVendor = [...groupBy(rows, (row) => row.vendor)]
    .map(([vendor, of]) => ({ vendor, densePflops: capacityTotal(of).densePflops }))
    .sort((a, b) => b.densePflops - a.densePflops);
  const charted = byVendor.slice(0, CHARTED_VENDORS).map(({ vendor }) => vendor);
  const hasOthers = byVendor.length > charted.length;
  const data = [...groupBy(rows, (row) => row.region)]
    .map(([region, of]) => ({
      region: placeName(region, locale),
      ...Object.fromEntries(
        charted.map((vendor) => [
          vendor,
          capacityTotal(of.filter((row) => row.vendor === vendor)).densePflops,
        ]),
      ),
      ...(hasOthers
        ? { others: capacityTotal(of.filter((row) => !charted.includes(row.vendor))).densePflops }
        : {}),
      sum: capacityTotal(of).densePflops,
    }))
    .sort((a, b) => b.sum - a.sum);
  const series = charted.map((key) => ({ key, label: key }));
  return { data, series: hasOthers ? [...series, { key: 'others', label: t('others') }] : series };
}

/** Cards and dense PFLOP/s by region and chip vendor (O-3). */
export function CapacityPanel({ capacity: { rows, total, otherPools } }: { capacity: Capacity }) {
  const t = useTranslations('oversee.capacity');
  const status = useTranslations('status.pool');
  const format = useFormatter();
  const locale = useLocale();
  const { data, series } = useChart(rows);
  const pflops = (value: number) =>
    format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const columns: Column<CapacityRow>[] = [
    { key: 'region', header: t('region'), cell: (row) => `${placeName(row.region, locale)} · ${row.region}` },
    { key: 'vendor', header: t('vendor'), cell: (row) => row.vendor },
    { key: 'pools', header: t('pools'), align: 'end', cell: (row) => format.number(row.pools) },
    { key: 'cards', header: t('cards'), align: 'end', cell: (row) => format.number(row.cards) },
    {
      key: 'dense',
      header: t('dense'),
      unit: 'PFLOP/s',
      align: 'end',
      cell: (row) => pflops(row.densePflops),
    },
    {
      key: 'unrated',
      header: t('unrated'),
      unit: t('cards'),
      align: 'end',
      from: 'md',
      cell: (row) => (row.unratedCards === 0 ? '—' : format.number(row.unratedCards)),
    },
  ];
  const others = Object.entries(otherPools).map(([key, pools]) => `${status(`${key}.label`)}: ${pools}`);
  return (
    <StatisticPanel
      id="capacity"
      title={t('title')}
      csvHref="/api/v1/oversight/capacity?format=csv"
      definition={
        <>
          {t('definition')} {others.length > 0 && t('notCounted', { pools: others.join(', ') })}
        </>
      }
    >
      <div className="grid items-start xl:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
        <div className="p-4">
          <BarChart
            label={t('chartLabel')}
            data={data}
            x={{ key: 'region', label: t('region'), kind: 'category' }}
            series={series}
            format={{ unit: 'PFLOP/s', decimals: 1 }}
            heightPx={Math.max(200, 40 + data.length * 34)}
            stacked
            lying
          />
        </div>
        <div className="max-h-[30rem] overflow-y-auto max-xl:border-t xl:border-l border-line">
          <DataTable<CapacityRow>
            caption={t('title')}
            rows={rows}
            rowKey={(row) => `${row.region} ${row.vendor}`}
            columns={columns}
            totals={{
              region: t('total'),
              pools: format.number(total.pools),
              cards: format.number(total.cards),
              dense: pflops(total.densePflops),
              unrated: total.unratedCards === 0 ? '—' : format.number(total.unratedCards),
            }}
          />
        </div>
      </div>
    </StatisticPanel>
  );
}
