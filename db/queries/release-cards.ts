import { sql } from 'drizzle-orm';
import type { Tx } from '../client';
import { typed } from './refused';

/** Gives back a lease's cards from an hour on (S-7); promises how many card-hours went back. Throws LeaseNotFound. */
export async function releaseCards(tx: Tx, leaseId: string, fromHour: number): Promise<number> {
  const [row] = await typed(
    tx.execute<{ released: number }>(sql`select release_cards(${leaseId}, ${fromHour}) as released`),
  );
  return row?.released ?? 0;
}
