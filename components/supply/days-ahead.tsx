import { useTranslations } from 'next-intl';
import { type Hour, hourStart } from '@/lib/core/hours';
import { BarChart } from '../charts/bar-chart';

export interface DayAhead {
  readonly fromHour: Hour;
  readonly offered: number;
  readonly reserved: number;
}

/** Card-hours of the stretches of 24 hours ahead: what is reserved, and what is still free. */
export function DaysAhead({ days }: { days: readonly DayAhead[] }) {
  const t = useTranslations('supply.overview');
  return (
    <BarChart
      label={t('chartLabel')}
      stacked
      x={{ key: 'from', label: t('from'), kind: 'category' }}
      series={[
        { key: 'reserved', label: t('reserved') },
        { key: 'free', label: t('free') },
      ]}
      format={{ decimals: 0, unit: t('cardHours') }}
      data={days.map((day) => ({
        from: hourStart(day.fromHour).toISOString().slice(5, 10),
        reserved: day.reserved,
        free: day.offered - day.reserved,
      }))}
    />
  );
}
