import { sql } from 'drizzle-orm';
import type { EvidenceRow } from '@/lib/profiling/evidence-row';
import type { MeasuredCardHours } from '@/lib/profiling/measured/delivered';
import type { Workload } from '@/lib/profiling/workload';
import type { Tx } from '../client';
import { typed } from './refused';

/** What a lease measured, beside what the database knows of the lease itself. */
export interface DeliveryRecord extends MeasuredCardHours {
  readonly row: EvidenceRow;
  readonly workClass: string;
  readonly workload: Workload;
  /** Null where the model has no answer. */
  readonly logSlowdown: number | null;
  readonly profileVersion: string;
  readonly eventAt: Date;
}

/** Column names of what a delivery's row tells. */
const told = (row: EvidenceRow) => ({
  id: row.id,
  kind: row.kind,
  cards: row.cards,
  model: row.model,
  params_total_b: row.paramsTotalB,
  params_active_b: row.paramsActiveB,
  tokens_b: row.tokensB,
  method: row.method,
  precision: row.precision,
  seq_len: row.seqLen,
  prompt_tokens: row.promptTokens,
  output_tokens: row.outputTokens,
  rate_unit: row.rateUnit,
  rate: row.rate,
  source: row.source,
  date: row.date,
});

/**
 * Writes what an ended lease measured; its parties, pool and chip are the lease's own. Promises whether it is new: a lease is
 * measured once. Refuses `not_measured` for a lease that delivered nothing, and `lease_not_found` for a foreign one (P-5).
 */
export async function recordDelivery(tx: Tx, leaseId: string, record: DeliveryRecord): Promise<boolean> {
  return (await recordDeliveries(tx, new Map([[leaseId, record]]))).has(leaseId);
}

/** The same for many leases in one round trip, all or none; promises the leases whose record is new. */
export async function recordDeliveries(
  tx: Tx,
  records: ReadonlyMap<string, DeliveryRecord>,
): Promise<ReadonlySet<string>> {
  if (records.size === 0) return new Set();
  const facts = [...records].map(([lease, { row, ...rest }]) => ({
    lease,
    facts: { ...rest, row: told(row) },
  }));
  const rows = await typed(
    tx.execute<{ lease: string; made: boolean }>(sql`
      select r.lease, record_delivery(r.lease, r.facts) as made
      from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as r (lease text, facts jsonb)`),
  );
  return new Set(rows.filter(({ made }) => made).map(({ lease }) => lease));
}
