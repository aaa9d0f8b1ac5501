import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '../amount';
import { WelfareBars } from './welfare-bars';
import { boundShare, gainOver, type RoundMoney, shareOf, shareWithoutLargest } from './welfare-share';

export interface MeasuredRound extends RoundMoney {
  readonly cardHours: number;
  readonly firstComeMicros: string | null;
  readonly firstComeCardHours: number | null;
  readonly largestTenMicros: string | null;
}

interface RoundReadingProps {
  round: MeasuredRound;
  currency: string;
}

/** What the figures of a round say, each with its sentence (M-12b, M-14). */
export function RoundReading({ round, currency }: RoundReadingProps) {
  const t = useTranslations('market.rounds.reading');
  const share = boundShare(round);
  if (share === null) return <p className="text-sm">{t('nothing')}</p>;
  return (
    <div className="flex flex-col gap-4">
      <WelfareBars {...round} currency={currency} />
      <dl className="flex flex-col">
        <Quality round={round} currency={currency} share={share} />
        <Compared round={round} currency={currency} />
        <Rationing round={round} currency={currency} />
      </dl>
    </div>
  );
}

function Reading({ term, value, children }: { term: ReactNode; value: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-t border-line py-2 text-sm">
      <dt className="font-medium">{term}</dt>
      <dd className="text-right font-medium tabular-nums">{value}</dd>
      <dd className="col-span-2 max-w-prose text-xs text-muted">{children}</dd>
    </div>
  );
}

function usePercent() {
  const format = useFormatter();
  return (share: number, decimals = 2) =>
    format.number(share, { style: 'percent', maximumFractionDigits: decimals });
}

/** How near the round came to what nothing could pass (M-14). */
function Quality({ round, currency, share }: RoundReadingProps & { share: number }) {
  const t = useTranslations('market.rounds.reading');
  const percent = usePercent();
  const gap = BigInt(round.boundMicros) - BigInt(round.welfareMicros);
  return (
    <>
      <Reading term={t('surplus')} value={<Amount micros={round.welfareMicros} currency={currency} />}>
        {t('surplusText')}
      </Reading>
      <Reading term={t('bound')} value={<Amount micros={round.boundMicros} currency={currency} />}>
        {t.rich('boundText', {
          bound: () => <Amount micros={round.boundMicros} currency={currency} />,
          percent: percent(share),
        })}
      </Reading>
      <Reading term={t('gap')} value={<Amount micros={gap} currency={currency} />}>
        {gap === 0n ? t('noGap') : t('gapText')}
      </Reading>
    </>
  );
}

/** What the figure owes to a few orders, and what it is worth beside serving in arrival order (M-14). */
function Compared({ round, currency }: RoundReadingProps) {
  const t = useTranslations('market.rounds.reading');
  const format = useFormatter();
  const percent = usePercent();
  const { firstComeMicros, firstComeCardHours, largestTenMicros } = round;
  const rest = largestTenMicros === null ? null : shareWithoutLargest(round, largestTenMicros);
  const gain = firstComeMicros === null ? null : BigInt(round.welfareMicros) - BigInt(firstComeMicros);
  const gainShare = firstComeMicros === null ? null : gainOver(round.welfareMicros, firstComeMicros);
  return (
    <>
      {largestTenMicros !== null && (
        <Reading term={t('withoutLargest')} value={rest === null ? '—' : percent(rest)}>
          {rest === null ? t('onlyLargest') : t('withoutLargestText')}
        </Reading>
      )}
      {gain !== null && firstComeMicros !== null && (
        <Reading term={t('gain')} value={<Amount micros={gain} currency={currency} signed />}>
          {t.rich('gainText', {
            firstCome: () => <Amount micros={firstComeMicros} currency={currency} />,
            gain: gainShare === null ? '—' : percent(gainShare, 1),
            cardHours: format.number(round.cardHours),
            firstComeCardHours: format.number(firstComeCardHours ?? 0),
          })}
        </Reading>
      )}
    </>
  );
}

/** What the prices cost those left out and those filled (M-12b). */
function Rationing({ round, currency }: RoundReadingProps) {
  const t = useTranslations('market.rounds.reading');
  const percent = usePercent();
  const both = BigInt(round.lostValueMicros) + BigInt(round.regretMicros);
  const share = shareOf(both, BigInt(round.welfareMicros));
  return (
    <>
      <Reading term={t('lostValue')} value={<Amount micros={round.lostValueMicros} currency={currency} />}>
        {t('lostValueText')}
      </Reading>
      <Reading term={t('regret')} value={<Amount micros={round.regretMicros} currency={currency} />}>
        {t('regretText')} {share !== null && t('bothText', { percent: percent(share) })}
      </Reading>
    </>
  );
}
