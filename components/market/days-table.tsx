import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { LineChart } from '../charts/line-chart';
import { DataTable } from '../data-table/data-table';
import { EmptyState } from '../ui/states';
import { DefinitionNote } from './definition-note';
import { boundShare, gainOver, shareOf, shareWithoutLargest } from './welfare-share';

export interface DayLine {
  /** A UTC day, `2026-11-21`. */
  readonly day: string;
  readonly orders: number;
  readonly instantOrders: number;
  readonly filled: number;
  readonly cardHours: number;
  readonly welfareMicros: string;
  readonly boundMicros: string;
  readonly firstComeMicros: string;
  readonly largestTenMicros: string;
  readonly rounds: number;
}

interface DaysProps {
  days: readonly DayLine[];
  currency: string;
}

/** Days enough for a line to say something. */
const CHARTED_FROM = 3;

/** What the market made of each day's whole book, beside what nothing could pass and first come (M-14). */
export function DaysTable({ days, currency }: DaysProps) {
  const t = useTranslations('market.rounds');
  const format = useFormatter();
  const percent = (share: number | null) =>
    share === null
      ? '—'
      : format.number(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const money = (micros: string | bigint) => <Amount micros={micros} currency={currency} bare />;
  return (
    <>
      {days.length >= CHARTED_FROM && <DaysChart days={days} />}
      <DataTable<DayLine>
        caption={t('days.title')}
        rows={days}
        rowKey={(day) => day.day}
        empty={<EmptyState title={t('days.none')}>{t('days.noneHelp')}</EmptyState>}
        columns={[
          { key: 'day', header: t('days.day'), unit: 'UTC', cell: (day) => day.day },
          {
            key: 'orders',
            header: t('days.orders'),
            unit: t('days.instantUnit'),
            align: 'end',
            from: 'md',
            cell: (day) => `${format.number(day.orders)} · ${format.number(day.instantOrders)}`,
          },
          { key: 'filled', header: t('days.filled'), align: 'end', cell: (day) => format.number(day.filled) },
          {
            key: 'rounds',
            header: t('days.rounds'),
            align: 'end',
            from: 'lg',
            cell: (day) => format.number(day.rounds),
          },
          {
            key: 'cardHours',
            header: t('traded'),
            unit: t('cardHours'),
            align: 'end',
            from: 'sm',
            cell: (day) => format.number(day.cardHours),
          },
          {
            key: 'surplus',
            header: t('surplus'),
            unit: currency,
            align: 'end',
            definition: t('surplusDefinition'),
            cell: (day) => money(day.welfareMicros),
          },
          { key: 'share', header: t('ofBound'), align: 'end', cell: (day) => percent(boundShare(day)) },
          {
            key: 'gap',
            header: t('unexplained'),
            unit: currency,
            align: 'end',
            from: 'lg',
            definition: t('unexplainedDefinition'),
            cell: (day) => money(BigInt(day.boundMicros) - BigInt(day.welfareMicros)),
          },
          {
            key: 'rest',
            header: t('days.withoutLargest'),
            align: 'end',
            from: 'xl',
            cell: (day) => percent(shareWithoutLargest(day, day.largestTenMicros)),
          },
          {
            key: 'gain',
            header: t('overFirstCome'),
            align: 'end',
            from: 'md',
            definition: t('overFirstComeDefinition'),
            cell: (day) => {
              const gain = gainOver(day.welfareMicros, day.firstComeMicros);
              return gain === null ? '—' : `${gain > 0 ? '+' : ''}${percent(gain)}`;
            },
          },
        ]}
      />
      {days.length > 0 && (
        <div className="border-t border-line p-4">
          <DefinitionNote>{t('days.definition')}</DefinitionNote>
        </div>
      )}
    </>
  );
}

function DaysChart({ days }: { days: readonly DayLine[] }) {
  const t = useTranslations('market.rounds.days');
  const data = days.toReversed().map((day) => ({
    day: day.day,
    market: boundShare(day),
    firstCome: shareOf(BigInt(day.firstComeMicros), BigInt(day.boundMicros)),
  }));
  return (
    <div className="border-b border-line p-4">
      <LineChart
        label={t('chart')}
        data={data}
        x={{ key: 'day', label: t('day'), kind: 'category' }}
        series={[
          { key: 'market', label: t('market') },
          { key: 'firstCome', label: t('firstCome'), slot: 5 },
        ]}
        format={{ percent: true }}
        heightPx={200}
        fromZero={false}
      />
    </div>
  );
}
