'use client';
import { useFormatter, useLocale, useTimeZone, useTranslations } from 'next-intl';
import { formatLeft, formatTime, zoneLabel } from '../format-time';
import { useMarketNowMs } from '../market-now';
import { Tooltip } from '../ui/tooltip';
import type { ShellClock } from './viewer';

/** How this market's time and pace differ from a production market's, in words; null when they don't. */
export function usePaceNote(clock: ShellClock): string | null {
  const t = useTranslations('shell.clock');
  const format = useFormatter();
  const between = useLocale() === 'zh' ? '' : ' ';
  if (clock.purpose === 'production' && clock.mode === 'system') return null;
  const parts = [t(`purpose.${clock.purpose}`)];
  if (clock.mode === 'manual') parts.push(t('manual'));
  if (clock.mainRoundSeconds !== null)
    parts.push(
      t('pace', { minutes: format.number(clock.mainRoundSeconds / 60, { maximumFractionDigits: 1 }) }),
    );
  return parts.join(between);
}

/** Seconds to the next main round; rounds keep their pace while a page stays open. */
function secondsToRound({ nextRoundAt, mainRoundSeconds, mode }: ShellClock, nowMs: number): number | null {
  if (!nextRoundAt) return null;
  const left = (Date.parse(nextRoundAt) - nowMs) / 1000;
  if (left > 0 || mode === 'manual' || !mainRoundSeconds) return left;
  return mainRoundSeconds - (-left % mainRoundSeconds);
}

/** The market's time, the zone it is told in, and when the next round is due. */
export function MarketClock({ clock }: { clock: ShellClock }) {
  const t = useTranslations('shell.clock');
  const nowMs = useMarketNowMs();
  const zone = useTimeZone() ?? 'UTC';
  const note = usePaceNote(clock);
  const now = new Date(nowMs);
  const left = secondsToRound(clock, nowMs);
  const title = `${formatTime(now, zone, 'date')} ${zone}`;
  return (
    <Tooltip content={note ? `${title}. ${note}` : title}>
      <button
        type="button"
        aria-label={t('title')}
        aria-description={note ?? undefined}
        className="flex h-8 cursor-default items-center gap-2 rounded-md px-1.5 text-xs whitespace-nowrap text-muted"
      >
        {clock.purpose !== 'production' && (
          <span className="rounded-sm border border-warn/40 bg-warn-soft px-1 py-px text-2xs font-medium text-warn">
            {t(`tag.${clock.purpose}`)}
          </span>
        )}
        <time dateTime={now.toISOString()} className="text-sm font-medium text-ink tabular-nums">
          {formatTime(now, zone, clock.mode === 'manual' ? 'time' : 'clock')}
        </time>
        <span className="max-sm:hidden">{zoneLabel(now, zone)}</span>
        {left !== null && (
          <span className="border-l border-line pl-2 tabular-nums max-xl:hidden">
            {left > 0 ? t('nextRound', { left: formatLeft(left) }) : t('roundDue')}
          </span>
        )}
      </button>
    </Tooltip>
  );
}
