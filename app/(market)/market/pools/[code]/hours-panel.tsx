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
import type { MarketPoolDetail, PublishedPoolHour } from '@/lib/services/market/get-market-pool';

const VIEWS = ['price', 'ask', 'free'] as const;
type View = (typeof VIEWS)[number];

const HOURS_OF_DAY = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

const shownValue = (row: PublishedPoolHour, view: View): number | null => {
  if (view === 'free') return row.offeredCards - row.reservedCards;
  const micros = view === 'ask' ? row.askMicros : row.priceMicros;
  return micros === null ? null : Number(micros) / 1e6;
};

/** Days down, hours of the site's day across; on the day a clock goes back, the later of two hours shows. */
function heatRows(hours: readonly PublishedPoolHour[], view: View, timeZone: string) {
  const placed = hours.map((row) => ({ row, ...localHour(row.hour, timeZone) }));
  return [...groupBy(placed, ({ date }) => date)].map(([date, ofDay]) => {
    const values: (number | null)[] = HOURS_OF_DAY.map(() => null);
    for (const { row, hourOfDay } of ofDay) values[hourOfDay] = shownValue(row, view);
    return { label: date.slice(5), values };
  });
}

interface HoursPanelProps {
  detail: MarketPoolDetail;
  show: string | undefined;
  csvHref: string;
}

/** Price, ask or free cards of every hour of the next 14 days. */
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
            rows={heatRows(hours, view, pool.timeZone)}
            format={view === 'free' ? { decimals: 0 } : { currency, decimals: 4 }}
          />
          <DefinitionNote>{t(`viewDefinition.${view}`)}</DefinitionNote>
        </div>
      )}
    </Panel>
  );
}
