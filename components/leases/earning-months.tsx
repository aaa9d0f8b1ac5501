import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { DataTable } from '../data-table/data-table';
import { currencySymbol } from '../format-amount';

export interface EarningMonth {
  readonly month: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly leases: number;
  readonly earnedMicros: bigint;
  readonly feeMicros: bigint;
  /** Credits and charges, paid or owed. */
  readonly chargedMicros: bigint;
  readonly netMicros: bigint;
}

export interface EarningMonthsProps {
  rows: readonly EarningMonth[];
  currency: string;
  csvHref: string;
}

const total = (rows: readonly EarningMonth[], of: (row: EarningMonth) => bigint): bigint =>
  rows.reduce((sum, row) => sum + of(row), 0n);

/** Earnings by month and pool with their sum. */
export function EarningMonths({ rows, currency, csvHref }: EarningMonthsProps) {
  const t = useTranslations('leases.earnings');
  const unit = currencySymbol(currency).trim();
  const bare = (micros: bigint) => <Amount micros={micros} currency={currency} bare />;
  return (
    <DataTable
      caption={t('months')}
      rows={rows}
      rowKey={(row) => `${row.month}/${row.poolId}`}
      csvHref={csvHref}
      totals={{
        month: t('total'),
        earned: bare(total(rows, (row) => row.earnedMicros)),
        fee: bare(total(rows, (row) => row.feeMicros)),
        charged: bare(total(rows, (row) => row.chargedMicros)),
        net: bare(total(rows, (row) => row.netMicros)),
      }}
      columns={[
        { key: 'month', header: t('month'), unit: 'UTC', cell: (row) => row.month },
        {
          key: 'pool',
          header: t('pool'),
          cell: (row) => (
            <Link href={`/sell/leases?pool=${row.poolId}`} className="hover:underline">
              {row.poolName}
            </Link>
          ),
        },
        { key: 'leases', header: t('leases'), align: 'end', from: 'sm', cell: (row) => row.leases },
        {
          key: 'earned',
          header: t('earnedShort'),
          unit,
          align: 'end',
          from: 'sm',
          cell: (row) => bare(row.earnedMicros),
        },
        { key: 'fee', header: t('fee'), unit, align: 'end', from: 'sm', cell: (row) => bare(row.feeMicros) },
        {
          key: 'charged',
          header: t('charged'),
          definition: t('chargedDefinition'),
          unit,
          align: 'end',
          from: 'sm',
          cell: (row) => bare(row.chargedMicros),
        },
        { key: 'net', header: t('netShort'), unit, align: 'end', cell: (row) => bare(row.netMicros) },
      ]}
    />
  );
}
