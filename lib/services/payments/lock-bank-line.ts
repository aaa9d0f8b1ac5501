import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

/** Lets one booking of a line of our bank account go ahead at a time: the next one finds what it booked. Before any row. */
export async function lockBankLine(tx: Tx, bankLine: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`bank-line/${bankLine}`}, 0))`);
}
