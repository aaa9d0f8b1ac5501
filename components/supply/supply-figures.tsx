import { useFormatter, useTranslations } from 'next-intl';
import { KeyFigures } from '../ui/key-figures';
import type { DayAhead } from './days-ahead';

export interface SupplyFiguresProps {
  supply: {
    readonly pools: number;
    readonly activePools: number;
    readonly cards: number;
    readonly days: readonly DayAhead[];
    /** Leases by state. */
    readonly leases: Readonly<Record<string, number>>;
  };
}

/** A provider's figures under the title: pools, cards, what is reserved ahead, open leases. */
export function SupplyFigures({ supply }: SupplyFiguresProps) {
  const t = useTranslations('supply.overview');
  const format = useFormatter();
  const { days, leases } = supply;
  const sum = (rows: readonly DayAhead[]) =>
    rows.reduce(
      (all, day) => ({ offered: all.offered + day.offered, reserved: all.reserved + day.reserved }),
      {
        offered: 0,
        reserved: 0,
      },
    );
  const share = ({ offered, reserved }: { offered: number; reserved: number }) =>
    offered === 0 ? '—' : format.number(reserved / offered, { style: 'percent', maximumFractionDigits: 1 });
  const cardHours = ({ offered, reserved }: { offered: number; reserved: number }) =>
    t('ofCardHours', { offered: format.number(offered), reserved: format.number(reserved) });
  const [day, horizon] = [sum(days.slice(0, 1)), sum(days)];
  const open = ['reserved', 'running', 'delivering', 'disputed'].reduce(
    (all, one) => all + (leases[one] ?? 0),
    0,
  );
  return (
    <KeyFigures
      figures={[
        {
          label: t('pools'),
          value: supply.pools,
          hint: t('poolsHint', { active: supply.activePools }),
          href: '/sell/pools',
        },
        { label: t('cards'), value: format.number(supply.cards), unit: t('cardsUnit') },
        { label: t('day'), value: share(day), hint: cardHours(day) },
        { label: t('horizon'), value: share(horizon), hint: cardHours(horizon) },
        {
          label: t('leases'),
          value: open,
          hint: t('leasesHint', { running: leases.running ?? 0, waiting: leases.reserved ?? 0 }),
          href: '/sell/leases',
        },
      ]}
    />
  );
}
