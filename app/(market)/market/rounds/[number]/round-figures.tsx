import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { boundShare, gainOver } from '@/components/market/welfare-share';
import { KeyFigures } from '@/components/ui/key-figures';
import type { RoundDetail } from '@/lib/services/rounds/get-round';

/** A round in six figures. */
export function RoundFigures({ detail: { round, currency } }: { detail: RoundDetail }) {
  const t = useTranslations('market.rounds');
  const format = useFormatter();
  const percent = (share: number | null) =>
    share === null ? '—' : format.number(share, { style: 'percent', maximumFractionDigits: 2 });
  const gap = BigInt(round.boundMicros) - BigInt(round.welfareMicros);
  const gain = round.firstComeMicros === null ? null : gainOver(round.welfareMicros, round.firstComeMicros);
  return (
    <KeyFigures
      figures={[
        {
          label: t('filledOfOrders'),
          value: `${format.number(round.counts.filled)} / ${format.number(round.counts.orders)}`,
        },
        { label: t('traded'), value: format.number(round.cardHours), unit: t('cardHours') },
        { label: t('paid'), value: <Amount micros={round.payMicros} currency={currency} /> },
        {
          label: t('surplus'),
          value: <Amount micros={round.welfareMicros} currency={currency} />,
          definition: t('surplusDefinition'),
        },
        {
          label: t('ofBound'),
          value: percent(boundShare(round)),
          definition: t('ofBoundDefinition'),
          hint: t.rich('gapHint', { gap: () => <Amount micros={gap} currency={currency} /> }),
        },
        {
          label: t('overFirstCome'),
          value:
            gain === null
              ? '—'
              : format.number(gain, {
                  style: 'percent',
                  maximumFractionDigits: 1,
                  signDisplay: 'exceptZero',
                }),
          definition: t('overFirstComeDefinition'),
        },
      ]}
    />
  );
}
