import { useFormatter } from 'next-intl';

/** A share as number and bar: `62 %` of what is offered. */
export function ShareBar({ part, whole }: { part: number; whole: number }) {
  const format = useFormatter();
  if (whole === 0) return <span className="text-faint">—</span>;
  const share = part / whole;
  return (
    <span
      className="inline-flex items-center justify-end gap-2"
      title={`${format.number(part)} / ${format.number(whole)}`}
    >
      <span aria-hidden className="h-1.5 w-8 overflow-hidden rounded-full bg-sunken max-sm:hidden">
        <span className="block h-full bg-series-1" style={{ width: `${share * 100}%` }} />
      </span>
      <span className="min-w-9 text-right tabular-nums">
        {format.number(share, { style: 'percent', maximumFractionDigits: 0 })}
      </span>
    </span>
  );
}
