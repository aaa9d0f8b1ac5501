import { sql } from 'drizzle-orm';
import type { Tx } from '../client';

/** Lets one transaction at a time go past here under a name, where there is no row to lock yet; until it ends. Before any row. */
export async function lockTurn(tx: Tx, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
