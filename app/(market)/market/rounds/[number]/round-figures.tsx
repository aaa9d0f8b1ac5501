import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { boundShare } from '@/components/market/round-reading';
import { KeyFigures } from '@/components/ui/key-figures';
import type { RoundDetail } from '@/lib/services/rounds/get-round';

/** A round in five figures. */
export function RoundFigures({ detail: { round, currency } }: { detail: RoundDetail }) {
  const t = useTranslations('market.rounds');
  const format = useFormatter();
  const share = boundShare(round);
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
          value: share === null ? '—' : format.number(share, { style: 'percent', maximumFractionDigits: 2 }),
          definition: t('ofBoundDefinition'),
        },
      ]}
    />
  );
}
