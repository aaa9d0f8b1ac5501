import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { shareOf } from './welfare-share';

interface WelfareBarsProps {
  welfareMicros: string;
  boundMicros: string;
  firstComeMicros: string | null;
  currency: string;
}

/** What serving in arrival order would have made, what the round made, and what nothing could pass, as lengths. */
export function WelfareBars({ welfareMicros, boundMicros, firstComeMicros, currency }: WelfareBarsProps) {
  const t = useTranslations('market.rounds.reading');
  const format = useFormatter();
  const bound = BigInt(boundMicros);
  const bars = [
    ...(firstComeMicros === null
      ? []
      : [{ key: 'firstCome', micros: BigInt(firstComeMicros), look: 'bg-series-6' } as const]),
    { key: 'round', micros: BigInt(welfareMicros), look: 'bg-series-1' } as const,
    { key: 'limit', micros: bound, look: 'border border-line-strong bg-sunken' } as const,
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 text-sm">
      {bars.map(({ key, micros, look }) => {
        const share = shareOf(micros, bound) ?? 0;
        return (
          <div key={key} className="contents">
            <dt className="text-muted">{t(`bars.${key}`)}</dt>
            <dd aria-hidden className="h-3 min-w-0">
              <div className={`h-3 rounded-sm ${look}`} style={{ width: `${Math.max(0, share) * 100}%` }} />
            </dd>
            <dd className="text-right">
              <Amount micros={micros} currency={currency} />{' '}
              <span className="inline-block min-w-14 text-xs text-muted tabular-nums">
                {format.number(share, { style: 'percent', maximumFractionDigits: 1 })}
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
