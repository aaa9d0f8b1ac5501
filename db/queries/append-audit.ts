import { sql } from 'drizzle-orm';
import type { Tx } from '../client';
import { typed } from './refused';

export interface AuditRow {
  /** Whose trail; `market` for the exchange's own acts. */
  readonly organizationId: string;
  readonly actorKind: 'person' | 'key' | 'engine';
  readonly actorId: string;
  readonly verb: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly eventAt: Date;
}

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

/** Appends audit rows in the transaction of the change they tell of (O-7). */
export async function appendAudit(tx: Tx, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  await typed(tx.execute(sql`select append_audit(${JSON.stringify(rows, plain)}::jsonb)`));
}
