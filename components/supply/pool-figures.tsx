import { useFormatter, useTranslations } from 'next-intl';
import { chipByKey } from '@/lib/compute/chips';
import { mulDivFloor } from '@/lib/core/amount';
import type { Hour } from '@/lib/core/hours';
import { Amount } from '../amount';
import { currencySymbol, roundedAmount } from '../format-amount';
import { type KeyFigure, KeyFigures } from '../ui/key-figures';
import type { PoolHour } from './pool-hours';

export interface PoolFiguresProps {
  pool: { readonly id: string; readonly chip: string; readonly cards: number };
  hours: readonly (PoolHour & { readonly priceRoundId: string | null })[];
  firstSellableHour: Hour;
  roundNumbers: ReadonlyMap<string, number>;
  openLeases: number;
  currency: string;
  feeBps: number;
}

/** A pool's figures under its title: cards, what is reserved ahead, its ask and last price, its leases. */
export function PoolFigures(props: PoolFiguresProps) {
  const { pool, hours, firstSellableHour, roundNumbers, currency, feeBps } = props;
  const t = useTranslations('supply.pool');
  const format = useFormatter();
  const reservedFigure = (label: string, rows: readonly PoolHour[]): KeyFigure => {
    const offered = rows.reduce((sum, row) => sum + row.offeredCards, 0);
    const reserved = rows.reduce((sum, row) => sum + row.reservedCards, 0);
    return {
      label,
      value:
        offered === 0
          ? '—'
          : format.number(reserved / offered, { style: 'percent', maximumFractionDigits: 1 }),
      hint: t('ofCardHours', { offered: format.number(offered), reserved: format.number(reserved) }),
    };
  };
  const ahead = hours.filter((row) => row.hour >= firstSellableHour);
  const next = ahead[0];
  const priced = ahead.find((row) => row.priceMicros !== null);
  const round = priced?.priceRoundId ? roundNumbers.get(priced.priceRoundId) : undefined;
  const net = next && next.askMicros - mulDivFloor(next.askMicros, BigInt(feeBps), 10_000n);
  return (
    <KeyFigures
      figures={[
        {
          label: t('cards'),
          value: format.number(pool.cards),
          unit: t('cardsUnit'),
          hint: chipByKey(pool.chip)?.name ?? pool.chip,
        },
        reservedFigure(
          t('day'),
          ahead.filter((row) => row.hour < firstSellableHour + 24),
        ),
        reservedFigure(t('horizon'), ahead),
        {
          label: t('ask'),
          value: next ? <Amount micros={next.askMicros} currency={currency} decimals={2} /> : '—',
          unit: t('perCardHour'),
          hint: net !== undefined && t('net', { net: `${currencySymbol(currency)}${roundedAmount(net, 4)}` }),
        },
        {
          label: t('price'),
          value: priced?.priceMicros ? (
            <Amount micros={priced.priceMicros} currency={currency} decimals={2} />
          ) : (
            '—'
          ),
          unit: priced ? t('perCardHour') : undefined,
          hint: round === undefined ? t('noPrice') : t('round', { number: round }),
          href: round === undefined ? undefined : `/market/rounds/${round}`,
        },
        { label: t('leases'), value: props.openLeases, href: `/sell/leases?pool=${pool.id}` },
      ]}
    />
  );
}
