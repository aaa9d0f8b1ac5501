import { amountText } from '@/lib/core/amount';
import { type CsvColumn, csvText } from '@/lib/core/csv';
import type { CapacityRow } from '@/lib/oversight/capacity';
import type { AuditLine } from './list-audit';
import type { OrderCounts, TradeDay } from './list-order-counts';
import type { UtilizationDay } from './list-utilization';

/** Capacity by region and vendor as a file (O-3). */
export const capacityCsv = (rows: readonly CapacityRow[]): string =>
  csvText<CapacityRow>(
    [
      { header: 'region', value: (row) => row.region },
      { header: 'vendor', value: (row) => row.vendor },
      { header: 'pools', value: (row) => row.pools },
      { header: 'cards', value: (row) => row.cards },
      { header: 'dense_fp16_bf16_pflops', value: (row) => Number(row.densePflops.toFixed(3)) },
      { header: 'cards_without_stated_rate', value: (row) => row.unratedCards },
    ],
    rows,
  );

/** Utilization by day as a file (O-3). */
export const utilizationCsv = (rows: readonly UtilizationDay[]): string =>
  csvText<UtilizationDay>(
    [
      { header: 'day_utc', value: (row) => row.day },
      { header: 'offered_card_hours', value: (row) => row.offeredCardHours },
      { header: 'running_card_hours', value: (row) => row.runningCardHours },
      { header: 'reserved_card_hours', value: (row) => row.reservedCardHours },
      { header: 'idle_card_hours', value: (row) => row.idleCardHours },
    ],
    rows,
  );

interface CountLine {
  readonly what: 'order' | 'open_order' | 'lease';
  readonly kind: string | null;
  readonly state: string;
  readonly reason: string | null;
  readonly count: number;
}

const COUNT_COLUMNS: readonly CsvColumn<CountLine>[] = [
  { header: 'what', value: (row) => row.what },
  { header: 'kind', value: (row) => row.kind },
  { header: 'state', value: (row) => row.state },
  { header: 'reason', value: (row) => row.reason },
  { header: 'count', value: (row) => row.count },
];

/** Orders, open orders by reason, and leases, counted, as one file. */
export function countsCsv({ orders, reasons, leases }: OrderCounts): string {
  const lines: CountLine[] = [
    ...orders.map((row) => ({
      what: 'order' as const,
      kind: row.kind,
      state: row.state,
      reason: null,
      count: row.orders,
    })),
    ...reasons.map((row) => ({
      what: 'open_order' as const,
      kind: null,
      state: 'open',
      reason: row.reason,
      count: row.orders,
    })),
    ...leases.map((row) => ({
      what: 'lease' as const,
      kind: null,
      state: row.state,
      reason: row.endReason,
      count: row.leases,
    })),
  ];
  return csvText(COUNT_COLUMNS, lines);
}

/** Trades by day and kind as a file. */
export const tradesCsv = (rows: readonly TradeDay[], currency: string): string =>
  csvText<TradeDay>(
    [
      { header: 'day_utc', value: (row) => row.day },
      { header: 'kind', value: (row) => row.kind },
      { header: 'trades', value: (row) => row.trades },
      { header: 'card_hours', value: (row) => row.cardHours },
      { header: `value_${currency}`, value: (row) => amountText(row.valueMicros) },
    ],
    rows,
  );

/** The audit trail as a file, with each row's link in its chain (O-7). */
export const auditCsv = (rows: readonly AuditLine[]): string =>
  csvText<AuditLine>(
    [
      { header: 'organization_id', value: (row) => row.organizationId },
      { header: 'number', value: (row) => row.number },
      { header: 'at', value: (row) => row.eventAt.toISOString() },
      { header: 'actor_kind', value: (row) => row.actorKind },
      { header: 'actor_id', value: (row) => row.actorId },
      { header: 'verb', value: (row) => row.verb },
      { header: 'subject_type', value: (row) => row.subjectType },
      { header: 'subject_id', value: (row) => row.subjectId },
      { header: 'facts', value: (row) => JSON.stringify(row.facts) },
      { header: 'request_id', value: (row) => row.requestId },
      { header: 'sha256', value: (row) => row.hash },
    ],
    rows,
  );
