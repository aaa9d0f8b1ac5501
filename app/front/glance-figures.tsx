import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { KeyFigures } from '@/components/ui/key-figures';
import type { MarketGlance } from '@/lib/services/market/get-market-glance';

/** The market in six figures. */
export function GlanceFigures({ glance }: { glance: MarketGlance }) {
  const t = useTranslations('market.front');
  const format = useFormatter();
  const { currency, day, fortnight } = glance;
  return (
    <KeyFigures
      figures={[
        {
          label: t('pools'),
          value: format.number(glance.pools),
          hint: t('poolsHint', { providers: glance.providers, regions: glance.regions }),
          href: '/market',
        },
        { label: t('cards'), value: format.number(glance.cards), definition: t('cardsDefinition') },
        {
          label: t('dense'),
          value: format.number(glance.densePflops / 1000, { maximumFractionDigits: 2 }),
          unit: 'EFLOP/s',
          hint: glance.unratedCards > 0 ? t('unrated', { cards: glance.unratedCards }) : undefined,
          definition: t('denseDefinition'),
        },
        {
          label: t('volumeDay'),
          value: format.number(day.cardHours),
          unit: t('cardHours'),
          hint: t('trades', { count: day.leases }),
          definition: t('volumeDefinition'),
        },
        {
          label: t('valueDay'),
          value: <Amount micros={day.valueMicros} currency={currency} compact />,
          hint: t('valueHint'),
        },
        {
          label: t('volumeFortnight'),
          value: format.number(fortnight.cardHours),
          unit: t('cardHours'),
          hint: t('trades', { count: fortnight.leases }),
        },
        {
          label: t('valueFortnight'),
          value: <Amount micros={fortnight.valueMicros} currency={currency} compact />,
          hint: t('valueHint'),
        },
      ]}
    />
  );
}
