import { useTranslations } from 'next-intl';
import { MedianChart } from '@/components/market/price-chart';
import { PriceDaysTable } from '@/components/market/price-days-table';
import { StatisticPanel } from '@/components/oversight/statistic-panel';
import { groupBy } from '@/lib/core/group';
import type { OverseenPrices } from '@/lib/services/oversight/list-prices';

const CHARTED_CHIPS = 6;
/** The latest ones; the file has all. */
const ROWS = 40;

/** Prices per card-hour by chip over time, of the trades in scope (O-4). */
export function PricesPanel({ prices, currency }: OverseenPrices) {
  const t = useTranslations('oversee.prices');
  const chips = [...groupBy(prices, (day) => day.chip)]
    .map(([chip, days]) => ({ chip, days, cardHours: days.reduce((sum, day) => sum + day.cardHours, 0) }))
    .sort((a, b) => b.cardHours - a.cardHours);
  return (
    <StatisticPanel
      id="prices"
      title={t('title')}
      definition={t('definition')}
      csvHref="/api/v1/oversight/prices?format=csv"
    >
      <div className="p-4">
        <MedianChart chips={chips.slice(0, CHARTED_CHIPS)} currency={currency} heightPx={300} />
      </div>
      <div className="max-h-96 overflow-y-auto border-t border-line">
        <PriceDaysTable days={prices} currency={currency} withChip limit={ROWS} />
      </div>
    </StatisticPanel>
  );
}
