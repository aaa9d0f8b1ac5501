import { useFormatter, useTranslations } from 'next-intl';
import type { PriceDay } from '@/lib/oversight/price-statistics';
import { Amount } from '../amount';
import { type Column, DataTable } from '../data-table/data-table';
import type { SearchParams, TableQuery } from '../data-table/table-query';
import { currencySymbol } from '../format-amount';
import { chipName } from './names';

export interface PriceDaysTableProps {
  days: readonly PriceDay[];
  currency: string;
  csvHref?: string;
  /** Names the chip in each row: for tables of several. */
  withChip?: boolean;
  /** The page of rows to show, by the address. */
  paging?: { path: string; params: SearchParams; query: TableQuery };
  /** Shows only the first rows: the rest is in the file. */
  limit?: number;
}

/** Daily price statistics, the latest day first. */
export function PriceDaysTable(props: PriceDaysTableProps) {
  const { days, currency, csvHref, withChip = false, paging, limit } = props;
  const t = useTranslations('market.prices');
  const format = useFormatter();
  const unit = `${currencySymbol(currency)}/${t('cardHour')}`;
  const price = (key: string, of: (day: PriceDay) => bigint, from?: 'sm' | 'md'): Column<PriceDay> => ({
    key,
    header: t(key),
    unit,
    align: 'end',
    from,
    cell: (day) => <Amount micros={of(day)} currency={currency} decimals={4} bare />,
  });
  const sorted = days.toSorted((a, b) =>
    a.day < b.day ? 1 : a.day > b.day ? -1 : b.cardHours - a.cardHours,
  );
  const offset = paging?.query.offset ?? 0;
  const rows = sorted.slice(offset, offset + (paging?.query.pageSize ?? limit ?? sorted.length));
  return (
    <DataTable<PriceDay>
      caption={t('tableCaption')}
      rows={rows}
      rowKey={(day) => `${day.chip} ${day.day}`}
      total={limit === undefined ? sorted.length : undefined}
      {...paging}
      csvHref={csvHref}
      columns={[
        { key: 'day', header: t('day'), unit: 'UTC', cell: (day) => day.day },
        ...(withChip
          ? [{ key: 'chip', header: t('chip'), cell: (day: PriceDay) => chipName(day.chip) }]
          : []),
        price('median', (day) => day.medianMicros),
        price('p25', (day) => day.p25Micros, 'sm'),
        price('p75', (day) => day.p75Micros, 'sm'),
        price('least', (day) => day.leastMicros, 'md'),
        price('most', (day) => day.mostMicros, 'md'),
        {
          key: 'cardHours',
          header: t('traded'),
          unit: t('cardHours'),
          align: 'end',
          cell: (day) => format.number(day.cardHours),
        },
        {
          key: 'value',
          header: t('value'),
          unit: currency,
          align: 'end',
          from: 'sm',
          cell: (day) => <Amount micros={day.valueMicros} currency={currency} bare />,
        },
      ]}
    />
  );
}
