import { amountText, type Micros } from '@/lib/core/amount';
import { type CsvColumn, csvText } from '@/lib/core/csv';
import type { Statement } from './list-statement';
import type { StatementLine } from './statement-lines';

const amount = (micros: Micros | null): string | null => (micros === null ? null : amountText(micros));

/** What a provider earned before the fee, and the fee, is said beside what it got; a buyer pays no fee. */
const earnings = (currency: string): readonly CsvColumn<StatementLine>[] => [
  { header: `earned_${currency}`, value: (row) => amount(row.earnedMicros) },
  { header: `fee_${currency}`, value: (row) => amount(row.feeMicros) },
];

/** A statement's lines as a file, newest first, with every id they link to. */
export const statementCsv = ({ rows, side, account, currency }: Statement): string =>
  csvText<StatementLine>(
    [
      { header: 'time_utc', value: (row) => row.eventAt.toISOString() },
      { header: 'account', value: () => account },
      { header: 'version', value: (row) => row.version },
      { header: 'event', value: (row) => row.recipe },
      { header: 'because', value: (row) => row.because ?? row.outcome },
      { header: 'job', value: (row) => row.jobName },
      { header: 'label', value: (row) => row.label },
      { header: 'pool', value: (row) => row.poolName },
      { header: `change_${currency}`, value: (row) => amountText(row.amountMicros) },
      { header: `balance_after_${currency}`, value: (row) => amountText(row.balanceAfterMicros) },
      ...(side === 'provider' ? earnings(currency) : []),
      { header: `credit_${currency}`, value: (row) => amount(row.creditMicros) },
      { header: 'lease_id', value: (row) => row.leaseId },
      { header: 'round', value: (row) => row.roundNumber },
      { header: 'quote_id', value: (row) => row.quoteId },
      { header: 'order_id', value: (row) => row.orderId },
      { header: 'job_id', value: (row) => row.jobId },
      { header: 'pool_id', value: (row) => row.poolId },
      { header: 'dispute_id', value: (row) => row.disputeId },
      { header: 'payment_id', value: (row) => row.paymentId },
      { header: 'channel', value: (row) => row.channel },
      { header: 'posting_id', value: (row) => row.postingId },
    ],
    rows,
  );
