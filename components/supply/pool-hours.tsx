import { clsx } from 'clsx';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { Hour } from '@/lib/core/hours';
import { Heatmap } from '../charts/heatmap';
import { hourGrid } from './hour-grid';

export const HOUR_MEASURES = ['reserved', 'free', 'ask', 'price'] as const;
export type HourMeasure = (typeof HOUR_MEASURES)[number];

export interface PoolHour {
  readonly hour: Hour;
  readonly offeredCards: number;
  readonly reservedCards: number;
  readonly askMicros: bigint;
  readonly priceMicros: bigint | null;
}

const VALUE: Readonly<Record<HourMeasure, (row: PoolHour) => number | null>> = {
  reserved: (row) => (row.offeredCards === 0 ? null : row.reservedCards / row.offeredCards),
  free: (row) => row.offeredCards - row.reservedCards,
  ask: (row) => Number(row.askMicros) / 1e6,
  price: (row) => (row.priceMicros === null ? null : Number(row.priceMicros) / 1e6),
};

export interface PoolHoursProps {
  hours: readonly PoolHour[];
  timeZone: string;
  currency: string;
  measure: HourMeasure;
  /** Address of the same page with another measure. */
  hrefOf: Readonly<Record<HourMeasure, string>>;
}

/** A pool's days ahead as a map of hours on the site's own clock: what is taken, what is free, what it costs. */
export function PoolHours({ hours, timeZone, currency, measure, hrefOf }: PoolHoursProps) {
  const t = useTranslations('supply.hours');
  const format = useFormatter();
  const grid = hourGrid(hours, timeZone);
  const formats = {
    reserved: { percent: true, decimals: 0 },
    free: { decimals: 0, unit: t('unitCards') },
    ask: { decimals: 4, currency },
    price: { decimals: 4, currency },
  } as const;
  const dayLabel = (date: string) =>
    `${date.slice(5)} ${format.dateTime(new Date(`${date}T12:00:00Z`), { weekday: 'short', timeZone: 'UTC' })}`;
  return (
    <div className="flex flex-col gap-3">
      <nav aria-label={t('measures')} className="flex flex-wrap gap-1">
        {HOUR_MEASURES.map((one) => (
          <Link
            key={one}
            href={hrefOf[one]}
            scroll={false}
            aria-current={one === measure ? 'true' : undefined}
            className={clsx(
              'inline-flex h-7 items-center rounded-md border px-2.5 text-xs',
              one === measure
                ? 'border-accent bg-accent-soft font-medium text-ink'
                : 'border-line text-muted hover:bg-sunken',
            )}
          >
            {t(`measure.${one}`)}
          </Link>
        ))}
      </nav>
      <p className="text-xs text-muted">{t(`explain.${measure}`, { zone: timeZone })}</p>
      <Heatmap
        label={t('label', { measure: t(`measure.${measure}`), zone: timeZone })}
        rowLabel={t('day')}
        columns={grid.columns}
        rows={grid.rows.map((row) => ({
          label: dayLabel(row.date),
          values: row.cells.map((cell) => (cell === null ? null : VALUE[measure](cell))),
        }))}
        format={formats[measure]}
      />
    </div>
  );
}
