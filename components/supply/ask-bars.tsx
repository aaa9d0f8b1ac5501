import { clsx } from 'clsx';

export interface AskBarsProps {
  /** 24 heights by local hour of day, any unit; null where nothing is known. */
  values: readonly (number | null)[];
  /** What the bars show, for readers. */
  label: string;
  className?: string;
}

/** A day's asks as 24 bars from zero; the numbers stand elsewhere, the bars only show the shape. */
export function AskBars({ values, label, className }: AskBarsProps) {
  const most = Math.max(...values.map((value) => value ?? 0), 0);
  return (
    <div role="img" aria-label={label} className={className}>
      <div className="flex h-16 items-end gap-px border-b border-line-strong/60">
        {values.map((value, hour) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: hours of the day, never reordered
            key={hour}
            className={clsx('min-w-0 grow rounded-t-[2px]', value === null ? 'bg-sunken' : 'bg-series-1/80')}
            style={{ height: value === null || most === 0 ? '2px' : `${Math.max(3, (value / most) * 100)}%` }}
          />
        ))}
      </div>
      <div aria-hidden className="flex justify-between pt-0.5 text-2xs text-faint">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour}>{String(hour).padStart(2, '0')}:00</span>
        ))}
      </div>
    </div>
  );
}
