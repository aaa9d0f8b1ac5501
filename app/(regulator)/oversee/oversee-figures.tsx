import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { KeyFigures } from '@/components/ui/key-figures';
import { usedShare } from '@/lib/oversight/utilization';
import type { Capacity } from '@/lib/services/oversight/list-capacity';
import type { OrderCounts } from '@/lib/services/oversight/list-order-counts';
import type { UtilizationReport } from '@/lib/services/oversight/list-utilization';

interface OverseeFiguresProps {
  capacity: Capacity;
  utilization: UtilizationReport;
  counts: OrderCounts;
}

/** What is in scope, at a glance. */
export function OverseeFigures({ capacity: { total }, utilization, counts }: OverseeFiguresProps) {
  const t = useTranslations('oversee.figures');
  const format = useFormatter();
  const used = usedShare(utilization.now);
  const open = counts.orders.filter((row) => row.state === 'open').reduce((sum, row) => sum + row.orders, 0);
  const trades = counts.trades.reduce((sum, row) => sum + row.trades, 0);
  const value = counts.trades.reduce((sum, row) => sum + row.valueMicros, 0n);
  return (
    <KeyFigures
      figures={[
        { label: t('pools'), value: format.number(total.pools), href: '#capacity' },
        { label: t('cards'), value: format.number(total.cards), href: '#capacity' },
        {
          label: t('dense'),
          value: format.number(total.densePflops, { maximumFractionDigits: 1 }),
          unit: 'PFLOP/s',
          hint: total.unratedCards > 0 ? t('unrated', { cards: total.unratedCards }) : undefined,
        },
        {
          label: t('usedNow'),
          value: used === null ? '—' : format.number(used, { style: 'percent', maximumFractionDigits: 1 }),
          hint: t('usedHint', {
            running: format.number(utilization.now.runningCardHours),
            offered: format.number(utilization.now.offeredCardHours),
          }),
          href: '#utilization',
        },
        { label: t('openOrders'), value: format.number(open), href: '#orders' },
        {
          label: t('trades'),
          value: format.number(trades),
          hint: <Amount micros={value} currency={counts.currency} compact />,
          href: '#trades',
        },
      ]}
    />
  );
}
