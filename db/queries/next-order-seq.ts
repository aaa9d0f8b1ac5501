import { sql } from 'drizzle-orm';
import type { Tx } from '../client';

/** The next arrival number of an order (M-7). */
export async function nextOrderSeq(tx: Tx): Promise<bigint> {
  const [row] = await tx.execute<{ seq: string }>(sql`select next_order_seq() as seq`);
  return BigInt(row?.seq ?? 0);
}
