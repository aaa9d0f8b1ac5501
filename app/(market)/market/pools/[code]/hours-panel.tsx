import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Heatmap } from '@/components/charts/heatmap';
import { DefinitionNote } from '@/components/market/definition-note';
import { buttonClass } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/states';
import { Tabs } from '@/components/ui/tabs';
import { groupBy } from '@/lib/core/group';
import { localHour } from '@/lib/core/hours';
import { instantCards } from '@/lib/market/instant-cards';
import { instantPriceMicros } from '@/lib/market/price-sheet';
import type { MarketPoolDetail, PublishedPoolHour } from '@/lib/services/market/get-market-pool';

const VIEWS = ['instant', 'price', 'ask', 'free', 'takeable'] as const;
/** Views that count cards; the others show money. */
const CARD_VIEWS: readonly View[] = ['free', 'takeable'];
type View = (typeof VIEWS)[number];

const HOURS_OF_DAY = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

const shownMicros = (row: PublishedPoolHour, view: View): bigint | null => {
  if (view === 'instant') return instantPriceMicros(row);
  return view === 'ask' ? row.askMicros : row.priceMicros;
};

function shownValue(row: PublishedPoolHour, view: View, detail: MarketPoolDetail): number | null {
  if (view === 'free') return row.offeredCards - row.reservedCards;
  if (view === 'takeable') return instantCards(row, detail.pool.lotCards, detail.protectedFrom);
  const micros = shownMicros(row, view);
  return micros === null ? null : Number(micros) / 1e6;
}

/** Days down, hours of the site's day across; on the day a clock goes back, the later of two hours shows. */
function heatRows(detail: MarketPoolDetail, view: View) {
  const placed = detail.hours.map((row) => ({ row, ...localHour(row.hour, detail.pool.timeZone) }));
  return [...groupBy(placed, ({ date }) => date)].map(([date, ofDay]) => {
    const values: (number | null)[] = HOURS_OF_DAY.map(() => null);
    for (const { row, hourOfDay } of ofDay) values[hourOfDay] = shownValue(row, view, detail);
    return { label: date.slice(5), values };
  });
}

interface HoursPanelProps {
  detail: MarketPoolDetail;
  show: string | undefined;
  csvHref: string;
}

/** Prices, asks or cards of every hour of the next 14 days. */
export function HoursPanel({ detail, show, csvHref }: HoursPanelProps) {
  const t = useTranslations('market.pool');
  const { pool, hours, currency } = detail;
  const view = VIEWS.find((one) => one === show) ?? 'price';
  return (
    <Panel
      title={t('hours')}
      description={t('hoursDescription', { zone: pool.timeZone })}
      actions={
        <>
          <Tabs
            look="segments"
            label={t('hours')}
            items={VIEWS.map((one) => ({
              href: `/market/pools/${pool.code}?show=${one}`,
              label: t(`view.${one}`),
              current: one === view,
            }))}
          />
          <a href={csvHref} download className={buttonClass('quiet', 'sm')}>
            <Download aria-hidden />
            CSV
          </a>
        </>
      }
    >
      {hours.length === 0 ? (
        <EmptyState title={t('noHours')}>{t('noHoursHelp')}</EmptyState>
      ) : (
        <div className="flex flex-col gap-3">
          <Heatmap
            label={t(`heatLabel.${view}`)}
            rowLabel={t('localDay')}
            columns={HOURS_OF_DAY}
            rows={heatRows(detail, view)}
            format={CARD_VIEWS.includes(view) ? { decimals: 0 } : { currency, decimals: 4 }}
          />
          <DefinitionNote>{t(`viewDefinition.${view}`)}</DefinitionNote>
        </div>
      )}
    </Panel>
  );
}
