import { useFormatter, useTranslations } from 'next-intl';

const percentOf = (part: bigint, whole: bigint): number => Number((part * 10_000n) / whole) / 100;

/** How much of what was bought has been accepted, and how much more waits for an answer; as a bar and in numbers. */
export function Progress({
  accepted,
  reported,
  units,
}: {
  accepted: string;
  reported: string;
  units: string;
}) {
  const t = useTranslations('buy.leases');
  const n = useFormatter();
  const [yes, seen] = [
    percentOf(BigInt(accepted), BigInt(units)),
    percentOf(BigInt(reported), BigInt(units)),
  ];
  const percent = (value: number) => n.number(value / 100, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <span
      className="flex items-center gap-2"
      title={t('progressTitle', { accepted: percent(yes), reported: percent(seen) })}
    >
      <span aria-hidden className="relative h-1.5 w-16 shrink-0 overflow-hidden rounded-full bg-sunken">
        <span className="absolute inset-y-0 left-0 bg-line-strong" style={{ width: `${seen}%` }} />
        <span className="absolute inset-y-0 left-0 bg-accent" style={{ width: `${yes}%` }} />
      </span>
      <span className="whitespace-nowrap tabular-nums">
        {percent(yes)}
        <span className="text-faint"> / {percent(seen)}</span>
      </span>
    </span>
  );
}
