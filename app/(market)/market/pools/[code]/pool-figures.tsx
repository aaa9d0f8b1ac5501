import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { KeyFigures } from '@/components/ui/key-figures';
import { Moved } from '@/components/ui/moved';
import { denseTflopsOf } from '@/lib/oversight/dense-rate';
import type { MarketPoolDetail } from '@/lib/services/market/get-market-pool';

/** What a pool offers now: cards, rate, what is free, ask and last price. */
export function PoolFigures({ detail }: { detail: MarketPoolDetail }) {
  const t = useTranslations('market');
  const format = useFormatter();
  const { pool, hours, firstSellableHour: first, currency, roundNumbers } = detail;
  const next = hours.find((row) => row.hour === first);
  const free = hours
    .filter((row) => row.hour >= first && row.hour < first + 24)
    .reduce((sum, row) => sum + row.offeredCards - row.reservedCards, 0);
  const rate = denseTflopsOf(pool.chip);
  const round = next?.priceRoundId ? roundNumbers.get(next.priceRoundId) : undefined;
  const sells = pool.status === 'active';
  return (
    <KeyFigures
      figures={[
        {
          label: t('pools.cards'),
          value: format.number(pool.cards),
          hint: t('pool.lots', { lot: pool.lotCards, server: pool.cardsPerServer }),
        },
        {
          label: t('pool.rate'),
          value:
            rate === null ? '—' : format.number((pool.cards * rate) / 1000, { maximumFractionDigits: 1 }),
          unit: 'PFLOP/s',
          definition: t('pool.rateDefinition'),
        },
        {
          label: t('pools.freeDay'),
          value: format.number(sells ? free : 0),
          unit: t('prices.cardHours'),
          definition: t('pools.freeDefinition'),
        },
        {
          label: t('pools.ask'),
          value:
            next === undefined ? (
              '—'
            ) : (
              <Moved value={next.askMicros}>
                <Amount micros={next.askMicros} currency={currency} decimals={4} />
              </Moved>
            ),
          unit: t('pool.perCardHour'),
          definition: t('pools.askDefinition'),
        },
        {
          label: t('pools.lastPrice'),
          value:
            next?.priceMicros == null ? (
              '—'
            ) : (
              <Moved value={next.priceMicros}>
                <Amount micros={next.priceMicros} currency={currency} decimals={4} />
              </Moved>
            ),
          unit: t('pool.perCardHour'),
          href: round === undefined ? undefined : `/market/rounds/${round}`,
          hint: round === undefined ? undefined : t('rounds.roundNumber', { number: round }),
          definition: t('pools.lastPriceDefinition'),
        },
      ]}
    />
  );
}
