import { useFormatter, useTranslations } from 'next-intl';
import { Units } from '../buy/outcome';

export interface UnitsProgressProps {
  units: bigint;
  reportedUnits: bigint;
  acceptedUnits: bigint;
  unitKind: string;
}

/** In per mille, so that the first unit of very many is already seen. */
const perMille = (part: bigint, whole: bigint): number =>
  part === 0n ? 0 : Math.max(10, Number((part * 1000n) / whole));

/** How far a lease's units are: accepted within reported within bought, as numbers and as one bar. */
export function UnitsProgress({ units, reportedUnits, acceptedUnits, unitKind }: UnitsProgressProps) {
  const t = useTranslations('leases.progress');
  const format = useFormatter();
  const share = format.number(Number((acceptedUnits * 10_000n) / units) / 10_000, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <span className="text-base font-semibold">
          {t.rich('accepted', { share, units: () => <Units count={acceptedUnits} kind={unitKind} /> })}
        </span>
        <span className="text-muted">
          {t.rich('reportedOf', {
            reported: () => <Units count={reportedUnits} kind={unitKind} bare />,
            units: () => <Units count={units} kind={unitKind} />,
          })}
        </span>
      </div>
      <div aria-hidden className="relative h-2 overflow-hidden rounded-full bg-sunken">
        <span
          className="absolute inset-y-0 left-0 bg-series-1/35"
          style={{ width: `${perMille(reportedUnits, units) / 10}%` }}
        />
        <span
          className="absolute inset-y-0 left-0 bg-series-1"
          style={{ width: `${perMille(acceptedUnits, units) / 10}%` }}
        />
      </div>
    </div>
  );
}
