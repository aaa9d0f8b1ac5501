import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { DataTable } from '../data-table/data-table';
import { currencySymbol } from '../format-amount';
import { Instant } from '../instant';
import { Moved } from '../ui/moved';
import { EmptyState } from '../ui/states';
import { chipName } from './names';
import { PriceChange } from './price-change';
import { RoundLink } from './round-link';

export interface LastPriceRow {
  readonly chip: string;
  readonly priceMicros: bigint;
  readonly roundNumber: number;
  readonly roundAt: Date;
  readonly cardHours: number;
  readonly changeShare: number | null;
}

export interface LastPricesTableProps {
  rows: readonly LastPriceRow[];
  currency: string;
  /** Opens a chip's history. */
  chipHref: (chip: string) => string;
  selectedChip?: string | null;
  /** Leaves out when and how much: for a narrow place. */
  short?: boolean;
}

/** The last price of each chip with its change in a day and the round that made it. */
export function LastPricesTable({
  rows,
  currency,
  chipHref,
  selectedChip,
  short = false,
}: LastPricesTableProps) {
  const t = useTranslations('market.prices');
  const format = useFormatter();
  return (
    <DataTable<LastPriceRow>
      caption={t('lastPrices')}
      rows={rows}
      rowKey={(row) => row.chip}
      rowHref={(row) => chipHref(row.chip)}
      selectedKey={selectedChip}
      empty={<EmptyState title={t('noTrades')}>{t('noTradesHelp')}</EmptyState>}
      columns={[
        { key: 'chip', header: t('chip'), cell: (row) => chipName(row.chip) },
        {
          key: 'price',
          header: t('lastPrice'),
          unit: `${currencySymbol(currency)}/${t('cardHour')}`,
          align: 'end',
          definition: short ? undefined : t('lastPriceDefinition'),
          cell: (row) => (
            <Moved value={row.priceMicros}>
              <Amount micros={row.priceMicros} currency={currency} decimals={4} bare />
            </Moved>
          ),
        },
        {
          key: 'change',
          header: t('change'),
          unit: t('dayUnit'),
          align: 'end',
          cell: (row) => <PriceChange share={row.changeShare} />,
        },
        {
          key: 'round',
          header: t('round'),
          align: 'end',
          cell: (row) => <RoundLink number={row.roundNumber} />,
        },
        ...(short
          ? []
          : [
              {
                key: 'cardHours',
                header: t('traded'),
                unit: t('cardHours'),
                align: 'end' as const,
                from: 'sm' as const,
                cell: (row: LastPriceRow) => format.number(row.cardHours),
              },
              {
                key: 'at',
                header: t('at'),
                from: 'md' as const,
                cell: (row: LastPriceRow) => <Instant at={row.roundAt} shape="month-day-time" />,
              },
            ]),
      ]}
    />
  );
}
