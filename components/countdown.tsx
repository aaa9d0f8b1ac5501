'use client';
import { clsx } from 'clsx';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { formatLeft } from './format-time';
import { useMarketNowMs } from './market-now';

export interface CountdownProps {
  /** The end on the market's clock. */
  until: Date | string | number;
  /** Shown at the end instead of 0:00. */
  endedLabel?: string;
  /** Asks the server for the page again when the end comes. */
  refreshAtEnd?: boolean;
  className?: string;
}

/** Time left on the market's clock; turns to a warning in its last minute, and says so. */
export function Countdown({ until, endedLabel, refreshAtEnd = false, className }: CountdownProps) {
  const t = useTranslations('common.time');
  const router = useRouter();
  const end = new Date(until).getTime();
  const left = (end - useMarketNowMs()) / 1000;
  const ended = left <= 0;
  useEffect(() => {
    if (ended && refreshAtEnd) router.refresh();
  }, [ended, refreshAtEnd, router]);
  return (
    <span
      role="timer"
      className={clsx('whitespace-nowrap tabular-nums', left < 60 && 'font-medium text-warn', className)}
    >
      {ended ? (endedLabel ?? t('ended')) : formatLeft(left)}
      <span role="status" className="sr-only">
        {!ended && left < 60 && t('lastMinute')}
      </span>
    </span>
  );
}
