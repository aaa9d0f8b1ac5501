import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '../amount';

export interface RoundMoney {
  readonly welfareMicros: string;
  readonly boundMicros: string;
  readonly lostValueMicros: string;
  readonly regretMicros: string;
}

/** Declared surplus over its bound, 0 … 1; null where nothing could be gained. */
export function boundShare({ welfareMicros, boundMicros }: RoundMoney): number | null {
  const bound = BigInt(boundMicros);
  return bound <= 0n ? null : Number((BigInt(welfareMicros) * 1_000_000n) / bound) / 1_000_000;
}

/** What surplus, bound and gap of a round say, in sentences (M-14, M-12b). */
export function RoundReading({ round, currency }: { round: RoundMoney; currency: string }) {
  const t = useTranslations('market.rounds.reading');
  const format = useFormatter();
  const share = boundShare(round);
  const amount = (micros: string | bigint) => <Amount micros={micros} currency={currency} />;
  if (share === null) return <p className="text-sm">{t('nothing')}</p>;
  const gap = BigInt(round.boundMicros) - BigInt(round.welfareMicros);
  const percent = format.number(share, { style: 'percent', maximumFractionDigits: 2 });
  return (
    <div className="flex max-w-prose flex-col gap-2 text-sm">
      <p>
        {t.rich('surplus', {
          percent,
          surplus: () => amount(round.welfareMicros),
          bound: () => amount(round.boundMicros),
        })}
      </p>
      <p>{gap === 0n ? t('noGap') : t.rich('gap', { gap: () => amount(gap) })}</p>
      <p className="text-muted">
        {t.rich('rationing', {
          lost: () => amount(round.lostValueMicros),
          regret: () => amount(round.regretMicros),
        })}
      </p>
    </div>
  );
}
