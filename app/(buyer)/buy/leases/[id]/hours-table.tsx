import Link from 'next/link';
import { useTimeZone, useTranslations } from 'next-intl';
import { Amount } from '@/components/amount';
import { type Column, DataTable } from '@/components/data-table/data-table';
import { currencySymbol } from '@/components/format-amount';
import { Instant } from '@/components/instant';
import { Panel } from '@/components/ui/card';
import { hourStart } from '@/lib/core/hours';
import type { Lease } from './lease-view';

type LeaseHour = Lease['hours'][number];

export interface HoursTableProps {
  hours: readonly LeaseHour[];
  roundNumber: number | null;
  currency: string;
  timeZone: string;
}

/** Every hour of a lease with its cards and uniform price, and the round that made the price. */
export function HoursTable({ hours, roundNumber, currency, timeZone }: HoursTableProps) {
  const t = useTranslations('buy.lease');
  const marketZone = useTimeZone() ?? 'UTC';
  const symbol = currencySymbol(currency).trim();
  const cost = ({ cards, priceMicros }: LeaseHour) => BigInt(cards) * BigInt(priceMicros);
  const columns: readonly Column<LeaseHour>[] = [
    { key: 'hour', header: t('hour'), cell: ({ hour }) => <Instant at={hourStart(hour)} /> },
    ...(timeZone === marketZone
      ? []
      : [
          {
            key: 'site',
            header: t('siteHour'),
            from: 'sm' as const,
            cell: ({ hour }: LeaseHour) => (
              <Instant at={hourStart(hour)} shape="month-day-time" timeZone={timeZone} />
            ),
          },
        ]),
    { key: 'cards', header: t('cards'), align: 'end', cell: ({ cards }) => cards },
    {
      key: 'price',
      header: t('hourPrice'),
      unit: t('perCardHour', { symbol }),
      align: 'end',
      cell: ({ priceMicros }) => <Amount micros={priceMicros} currency={currency} decimals={4} bare />,
    },
    {
      key: 'cost',
      header: t('hourCost'),
      unit: symbol,
      align: 'end',
      cell: (row) => <Amount micros={cost(row)} currency={currency} bare />,
    },
    ...(hours.some(({ released }) => released)
      ? [
          {
            key: 'released',
            header: t('cardsNow'),
            from: 'sm' as const,
            cell: ({ released }: LeaseHour) => t(released ? 'released' : 'kept'),
          },
        ]
      : []),
  ];
  const total = hours.reduce((sum, row) => sum + cost(row), 0n);
  return (
    <Panel
      title={t('hoursTitle')}
      description={
        roundNumber === null ? (
          t('instantPrices')
        ) : (
          <Link href={`/market/rounds/${roundNumber}`} className="text-accent underline">
            {t('roundPrices', { number: roundNumber })}
          </Link>
        )
      }
      flush
    >
      <div className="max-h-[28rem] overflow-y-auto">
        <DataTable
          caption={t('hoursTitle')}
          columns={columns}
          rows={hours}
          rowKey={({ hour }) => String(hour)}
          totals={{
            hour: t('total'),
            cards: hours.reduce((sum, { cards }) => sum + cards, 0),
            cost: <Amount micros={total} currency={currency} bare />,
          }}
        />
      </div>
    </Panel>
  );
}
