import { amountText } from '@/lib/core/amount';
import { type CsvColumn, csvText } from '@/lib/core/csv';
import { hourStart } from '@/lib/core/hours';
import { netEarned } from '@/lib/settlement/lease-money';
import type { LeaseListRow } from './list-leases';

/** Leases as a file: job, window, units and where the price of each stands. */
export function leasesCsv(rows: readonly LeaseListRow[], currency: string): string {
  const columns: readonly CsvColumn<LeaseListRow>[] = [
    { header: 'lease_id', value: (row) => row.id },
    { header: 'pool', value: (row) => row.poolName },
    { header: 'pool_code', value: (row) => row.poolCode },
    { header: 'provider', value: (row) => row.providerName },
    { header: 'chip', value: (row) => row.chip },
    { header: 'region', value: (row) => row.region },
    { header: 'job_kind', value: (row) => row.jobKind },
    { header: 'job', value: (row) => row.jobName },
    { header: 'start_utc', value: (row) => hourStart(row.startHour).toISOString() },
    { header: 'end_utc', value: (row) => hourStart(row.endHour).toISOString() },
    { header: 'unit', value: (row) => row.unitKind },
    { header: 'units', value: (row) => row.units },
    { header: 'milestones', value: (row) => row.milestones },
    { header: 'reported_units', value: (row) => row.reportedUnits },
    { header: 'accepted_units', value: (row) => row.acceptedUnits },
    { header: `price_${currency}`, value: (row) => amountText(row.priceMicros) },
    { header: `earned_${currency}`, value: (row) => amountText(row.earnedMicros) },
    { header: `fee_${currency}`, value: (row) => amountText(row.feeMicros) },
    { header: `credit_${currency}`, value: (row) => amountText(row.creditMicros) },
    { header: `charge_${currency}`, value: (row) => amountText(row.chargeMicros) },
    { header: `owed_${currency}`, value: (row) => amountText(row.owedMicros) },
    { header: `net_${currency}`, value: (row) => amountText(netEarned(row) - row.owedMicros) },
    { header: `refunded_${currency}`, value: (row) => amountText(row.refundedMicros) },
    { header: 'state', value: (row) => row.state },
    { header: 'end_reason', value: (row) => row.endReason },
    { header: 'traded_at_utc', value: (row) => row.eventAt.toISOString() },
    { header: 'round', value: (row) => row.roundNumber },
  ];
  return csvText(columns, rows);
}
