import { amountText } from '@/lib/core/amount';
import { type CsvColumn, csvText } from '@/lib/core/csv';
import type { DisputeLine } from './list-disputes';

const amountOf = (micros: bigint | null): string | null => (micros === null ? null : amountText(micros));

/** Disputes as a file: what they are about, where their clocks stand, and what their decisions moved. */
export function disputesCsv(rows: readonly DisputeLine[], currency: string): string {
  const columns: readonly CsvColumn<DisputeLine>[] = [
    { header: 'dispute_id', value: (row) => row.id },
    { header: 'lease_id', value: (row) => row.leaseId },
    { header: 'delivery', value: (row) => row.sequence },
    { header: 'delivery_kind', value: (row) => row.kind },
    { header: 'buyer', value: (row) => row.buyerName },
    { header: 'provider', value: (row) => row.providerName },
    { header: 'pool', value: (row) => row.poolName },
    { header: 'reason', value: (row) => row.reason },
    { header: 'unit', value: (row) => row.unitKind },
    { header: 'units', value: (row) => row.units },
    { header: `disputed_${currency}`, value: (row) => amountText(row.disputedMicros) },
    { header: 'opened_at_utc', value: (row) => row.eventAt.toISOString() },
    { header: 'stage', value: (row) => (row.hearing.overdue ? 'overdue' : row.hearing.stage) },
    { header: 'statements_end_utc', value: (row) => row.hearing.statementsEndAt.toISOString() },
    { header: 'decide_by_utc', value: (row) => row.hearing.decideBy.toISOString() },
    { header: 'outcome', value: (row) => row.outcome },
    { header: 'decided_by', value: (row) => row.decidedBy },
    { header: 'ground', value: (row) => row.decisionReason },
    { header: 'paid_units', value: (row) => row.providerUnits },
    { header: `earned_${currency}`, value: (row) => amountOf(row.earnedMicros) },
    { header: `fee_${currency}`, value: (row) => amountOf(row.feeMicros) },
    { header: `refunded_${currency}`, value: (row) => amountOf(row.refundedMicros) },
    { header: 'decided_at_utc', value: (row) => row.decidedAt?.toISOString() ?? null },
  ];
  return csvText(columns, rows);
}
