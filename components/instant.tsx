'use client';
import { clsx } from 'clsx';
import { useFormatter, useTimeZone } from 'next-intl';
import { useState } from 'react';
import { formatTime, type TimeShape, zoneLabel } from './format-time';
import { useReadMarketNow } from './market-now';

export interface InstantProps {
  at: Date | string | number;
  shape?: TimeShape;
  /** Says the zone beside the time; tables say it in the header instead. */
  withZone?: boolean;
  /** IANA zone of a site; else the market's. */
  timeZone?: string;
  className?: string;
}

/** An instant on the market's clock; its title states UTC, the zone and how long ago it was. */
export function Instant({ at, shape = 'datetime', withZone = false, timeZone, className }: InstantProps) {
  const marketZone = useTimeZone() ?? 'UTC';
  const zone = timeZone ?? marketZone;
  const format = useFormatter();
  const readNow = useReadMarketNow();
  const date = at instanceof Date ? at : new Date(at);
  const exact = `${formatTime(date, 'UTC', 'seconds')} UTC · ${formatTime(date, zone, 'seconds')} ${zoneLabel(date, zone)} (${zone})`;
  const [relative, setRelative] = useState('');
  return (
    <time
      dateTime={date.toISOString()}
      title={relative ? `${exact} · ${relative}` : exact}
      onPointerEnter={() => setRelative(format.relativeTime(date, readNow()))}
      className={clsx('whitespace-nowrap tabular-nums', className)}
    >
      {formatTime(date, zone, shape)}
      {withZone && <span className="text-faint"> {zoneLabel(date, zone)}</span>}
    </time>
  );
}
