import { clsx } from 'clsx';
import { useTimeZone, useTranslations } from 'next-intl';
import { type Hour, hourStart } from '@/lib/core/hours';
import { formatTime, zoneLabel } from './format-time';

export interface HourRangeProps {
  start: Hour;
  /** Exclusive. */
  end: Hour;
  /** IANA zone of a site; else the market's. */
  timeZone?: string;
  withZone?: boolean;
  /** Adds the number of hours. */
  withHours?: boolean;
  className?: string;
}

/** Hours from start to end on one clock: `2026-11-21 16:00 – 20:00`, with the second date only when it differs. */
export function HourRange({ start, end, timeZone, withZone, withHours, className }: HourRangeProps) {
  const t = useTranslations('common.time');
  const marketZone = useTimeZone() ?? 'UTC';
  const zone = timeZone ?? marketZone;
  const [from, to] = [hourStart(start), hourStart(end)];
  const sameDay = formatTime(from, zone, 'date') === formatTime(to, zone, 'date');
  const title = `${formatTime(from, 'UTC')} – ${formatTime(to, 'UTC')} UTC`;
  return (
    <span title={title} className={clsx('tabular-nums', className)}>
      <span className="whitespace-nowrap">
        <time dateTime={from.toISOString()}>{formatTime(from, zone)}</time>
        {' – '}
        <time dateTime={to.toISOString()}>{formatTime(to, zone, sameDay ? 'time' : 'month-day-time')}</time>
      </span>
      {withZone && <span className="whitespace-nowrap text-faint"> {zoneLabel(from, zone)}</span>}
      {withHours && (
        <span className="whitespace-nowrap text-muted"> ({t('hours', { count: end - start })})</span>
      )}
    </span>
  );
}
