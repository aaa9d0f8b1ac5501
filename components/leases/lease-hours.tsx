import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { DataTable } from '../data-table/data-table';
import { currencySymbol } from '../format-amount';
import { HourRange } from '../hour-range';
import { Tag } from '../ui/badge';
import { Panel } from '../ui/card';
import { hourRuns, type LeaseHour } from './hour-runs';

export interface LeaseHoursProps {
  hours: readonly LeaseHour[];
  timeZone: string;
  currency: string;
  /** The round that made the prices; null for an instant trade at its quote's prices. */
  roundNumber: number | null;
}

/** The cards a lease reserves, hour by hour, with their price and what made it. */
export function LeaseHours({ hours, timeZone, currency, roundNumber }: LeaseHoursProps) {
  const t = useTranslations('leases.hours');
  const runs = hourRuns(hours);
  const symbol = currencySymbol(currency).trim();
  const costMicros = runs.reduce((sum, run) => sum + run.costMicros, 0n);
  return (
    <Panel
      title={t('title')}
      flush
      footer={
        roundNumber === null
          ? t('instant')
          : t.rich('round', {
              number: roundNumber,
              link: (words) => (
                <Link href={`/market/rounds/${roundNumber}`} className="text-accent underline">
                  {words}
                </Link>
              ),
            })
      }
    >
      <DataTable
        caption={t('title')}
        rows={runs}
        rowKey={(run) => String(run.startHour)}
        totals={{
          window: t('total'),
          cost: <Amount micros={costMicros} currency={currency} bare />,
        }}
        columns={[
          {
            key: 'window',
            header: t('window'),
            unit: timeZone,
            wrap: true,
            cell: (run) => (
              <span className="inline-flex flex-col items-start gap-0.5 py-0.5">
                <HourRange
                  start={run.startHour}
                  end={run.endHour}
                  timeZone={timeZone}
                  className="max-sm:[&>span]:whitespace-normal"
                />
                {run.released && <Tag title={t('releasedHelp')}>{t('released')}</Tag>}
              </span>
            ),
          },
          { key: 'cards', header: t('cards'), align: 'end', cell: (run) => run.cards },
          {
            key: 'price',
            header: t('price'),
            unit: t('perCardHour', { symbol }),
            align: 'end',
            cell: (run) => <Amount micros={run.priceMicros} currency={currency} decimals={4} bare />,
          },
          {
            key: 'cost',
            header: t('cost'),
            unit: symbol,
            align: 'end',
            cell: (run) => <Amount micros={run.costMicros} currency={currency} bare />,
          },
        ]}
      />
    </Panel>
  );
}
