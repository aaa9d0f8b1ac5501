import { useTranslations } from 'next-intl';
import type { PriceDay } from '@/lib/oversight/price-statistics';
import type { ChartRow } from '../charts/chart-model';
import { LineChart } from '../charts/line-chart';
import { chipName } from './names';

const shown = (micros: bigint): number => Number(micros) / 1e6;

/** Daily medians of several chips on one axis; a day without trades leaves a gap. */
export function MedianChart({
  chips,
  currency,
  heightPx,
}: {
  chips: readonly { readonly chip: string; readonly days: readonly PriceDay[] }[];
  currency: string;
  heightPx?: number;
}) {
  const t = useTranslations('market.prices');
  const days = [...new Set(chips.flatMap((one) => one.days.map((day) => day.day)))].sort();
  const data: ChartRow[] = days.map((day) => ({
    at: day.slice(5),
    ...Object.fromEntries(
      chips.map(({ chip, days: ofChip }) => {
        const found = ofChip.find((one) => one.day === day);
        return [chip, found ? shown(found.medianMicros) : null];
      }),
    ),
  }));
  return (
    <LineChart
      label={t('chartLabel')}
      data={data}
      x={{ key: 'at', label: t('day'), kind: 'category' }}
      series={chips.map(({ chip }) => ({ key: chip, label: chipName(chip) }))}
      format={{ currency, unit: t('perCardHour'), decimals: 4 }}
      heightPx={heightPx}
    />
  );
}

/** One chip's or pool's daily prices: median, quartiles and extremes. */
export function QuantileChart({
  days,
  currency,
  heightPx,
}: {
  days: readonly PriceDay[];
  currency: string;
  heightPx?: number;
}) {
  const t = useTranslations('market.prices');
  const data: ChartRow[] = days.map((day) => ({
    at: day.day.slice(5),
    median: shown(day.medianMicros),
    p25: shown(day.p25Micros),
    p75: shown(day.p75Micros),
    least: shown(day.leastMicros),
    most: shown(day.mostMicros),
  }));
  return (
    <LineChart
      label={t('quantileLabel')}
      data={data}
      x={{ key: 'at', label: t('day'), kind: 'category' }}
      series={(['median', 'p25', 'p75', 'least', 'most'] as const).map((key) => ({ key, label: t(key) }))}
      format={{ currency, unit: t('perCardHour'), decimals: 4 }}
      heightPx={heightPx}
    />
  );
}
