import { useTranslations } from 'next-intl';
import { Amount } from '../amount';
import { DataTable } from '../data-table/data-table';
import type { SearchParams, TableQuery } from '../data-table/table-query';
import { currencySymbol } from '../format-amount';
import { Instant } from '../instant';

export interface EarningLineShown {
  readonly version: bigint;
  readonly eventAt: Date;
  readonly recipe: string;
  readonly leaseId: string | null;
  readonly jobName: string | null;
  readonly poolName: string | null;
  readonly earnedMicros: bigint | null;
  readonly feeMicros: bigint | null;
  readonly amountMicros: bigint;
  readonly balanceAfterMicros: bigint;
}

export interface EarningLinesProps {
  rows: readonly EarningLineShown[];
  currency: string;
  path: string;
  params: SearchParams;
  query: TableQuery;
  total: number;
  csvHref: string;
}

/** Where a line leads: to the dispute that brought it, to its lease, or to the payouts. */
function hrefOf({ recipe, leaseId }: EarningLineShown): string | undefined {
  if (!leaseId) return recipe.includes('payout') ? '/sell/payouts' : undefined;
  return recipe === 'decide_dispute' ? `/sell/disputes?lease=${leaseId}` : `/sell/leases/${leaseId}`;
}

/** A name on one line beside other columns, whole in its title. */
const Name = ({ text }: { text: string }) => (
  <span title={text} className="inline-block align-bottom sm:max-w-52 sm:truncate">
    {text}
  </span>
);

/** The lines of the payable account, newest first, with the balance after each. */
export function EarningLines({ rows, currency, ...table }: EarningLinesProps) {
  const t = useTranslations('leases.earnings');
  const unit = currencySymbol(currency).trim();
  const bare = (micros: bigint | null) =>
    micros === null ? '—' : <Amount micros={micros} currency={currency} bare />;
  return (
    <DataTable
      caption={t('lines')}
      rows={rows}
      rowKey={(row) => row.version.toString()}
      {...table}
      rowHref={hrefOf}
      stacked
      columns={[
        { key: 'time', header: t('time'), cell: (row) => <Instant at={row.eventAt} /> },
        {
          key: 'what',
          wrap: true,
          header: t('what'),
          cell: (row) => t(`recipe.${row.recipe}`),
        },
        {
          key: 'job',
          wrap: true,
          header: t('job'),
          from: 'sm',
          cell: (row) => (row.jobName ? <Name text={row.jobName} /> : '—'),
        },
        {
          key: 'pool',
          wrap: true,
          header: t('pool'),
          from: 'md',
          cell: (row) => (row.poolName ? <Name text={row.poolName} /> : '—'),
        },
        {
          key: 'earned',
          header: t('earnedShort'),
          unit,
          align: 'end',
          from: 'lg',
          cell: (row) => bare(row.earnedMicros),
        },
        { key: 'fee', header: t('fee'), unit, align: 'end', from: 'lg', cell: (row) => bare(row.feeMicros) },
        {
          key: 'amount',
          header: t('netShort'),
          unit,
          align: 'end',
          cell: (row) => <Amount micros={row.amountMicros} currency={currency} bare signed />,
        },
        {
          key: 'balance',
          header: t('balance'),
          unit,
          align: 'end',
          cell: (row) => bare(row.balanceAfterMicros),
        },
      ]}
    />
  );
}
