import { useFormatter, useTimeZone, useTranslations } from 'next-intl';
import { type Hour, hourStart } from '@/lib/core/hours';
import { formatTime } from '../format-time';

export interface DayAhead {
  readonly fromHour: Hour;
  /** Card-hours in the 24 hours from there. */
  readonly offered: number;
  readonly reserved: number;
}

/** The stretches of 24 hours ahead as bars: as tall as what is offered, filled with what is reserved, the share in words. */
export function DaysAhead({ days }: { days: readonly DayAhead[] }) {
  const t = useTranslations('supply.overview');
  const format = useFormatter();
  const zone = useTimeZone() ?? 'UTC';
  const most = Math.max(...days.map((day) => day.offered), 1);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        <Key look="bg-series-1">{t('reserved')}</Key>
        <Key look="border border-line-strong/60 bg-sunken">{t('free')}</Key>
        <span>{t('peak', { cardHours: format.number(most) })}</span>
      </figcaption>
      <section
        aria-label={t('chartLabel')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="relative overflow-x-auto"
      >
        <ul className="flex min-w-max gap-2 sm:min-w-0">
          {days.map((day) => {
            const share = day.offered === 0 ? 0 : day.reserved / day.offered;
            const words = t('ofCardHours', {
              reserved: format.number(day.reserved),
              offered: format.number(day.offered),
            });
            return (
              <li
                key={day.fromHour}
                title={words}
                className="flex min-w-9 flex-1 flex-col items-center gap-1"
              >
                <span aria-hidden className="flex h-36 w-full items-end">
                  <span
                    className="flex w-full items-end overflow-hidden rounded-t-[3px] border border-line-strong/60 bg-sunken"
                    style={{ height: `${(day.offered / most) * 100}%` }}
                  >
                    <span className="block w-full bg-series-1" style={{ height: `${share * 100}%` }} />
                  </span>
                </span>
                <span className="text-xs font-medium tabular-nums">
                  {format.number(share, { style: 'percent', maximumFractionDigits: 0 })}
                </span>
                <span className="text-2xs text-muted tabular-nums">
                  {formatTime(hourStart(day.fromHour), zone, 'date').slice(5)}
                </span>
                <span className="sr-only">{words}</span>
              </li>
            );
          })}
        </ul>
      </section>
    </figure>
  );
}

function Key({ look, children }: { look: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-2.5 rounded-[2px] ${look}`} />
      {children}
    </span>
  );
}
