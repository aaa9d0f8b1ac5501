import { amountText, type Micros } from '@/lib/core/amount';
import { csvText } from '@/lib/core/csv';
import type { EarningsMonth } from './get-earnings';
import type { EarningLine } from './list-earning-lines';

const amount = (micros: Micros | null): string | null => (micros === null ? null : amountText(micros));

/** Earnings by month and pool as a file. */
export const earningMonthsCsv = (rows: readonly EarningsMonth[], currency: string): string =>
  csvText<EarningsMonth>(
    [
      { header: 'month', value: (row) => row.month },
      { header: 'pool_id', value: (row) => row.poolId },
      { header: 'pool', value: (row) => row.poolName },
      { header: 'leases', value: (row) => row.leases },
      { header: `earned_${currency}`, value: (row) => amountText(row.earnedMicros) },
      { header: `fee_${currency}`, value: (row) => amountText(row.feeMicros) },
      { header: `credits_and_charges_${currency}`, value: (row) => amountText(row.chargedMicros) },
      { header: `of_which_owed_${currency}`, value: (row) => amountText(row.owedMicros) },
      { header: `net_${currency}`, value: (row) => amountText(row.netMicros) },
    ],
    rows,
  );

/** The lines of the payable account as a file. */
export const earningLinesCsv = (rows: readonly EarningLine[], currency: string): string =>
  csvText<EarningLine>(
    [
      { header: 'time_utc', value: (row) => row.eventAt.toISOString() },
      { header: 'event', value: (row) => row.recipe },
      { header: 'lease_id', value: (row) => row.leaseId },
      { header: 'job', value: (row) => row.jobName },
      { header: 'pool', value: (row) => row.poolName },
      { header: `earned_${currency}`, value: (row) => amount(row.earnedMicros) },
      { header: `fee_${currency}`, value: (row) => amount(row.feeMicros) },
      { header: `net_${currency}`, value: (row) => amountText(row.amountMicros) },
      { header: `balance_after_${currency}`, value: (row) => amountText(row.balanceAfterMicros) },
      { header: 'version', value: (row) => row.version },
      { header: 'posting_id', value: (row) => row.postingId },
    ],
    rows,
  );
