import { sql } from 'drizzle-orm';
import type { Tx } from '../client';
import { typed } from './refused';

/** An account's balance and version, read under its lock. */
export interface LockedAccount {
  readonly balanceMicros: bigint;
  readonly version: bigint;
}

/**
 * Locks accounts in id order until the transaction ends and promises what stands on them, by account id (L-4). One
 * that nobody has posted to yet is missing. For the engine only.
 */
export async function lockBalances(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, LockedAccount>> {
  const rows = await typed(
    tx.execute<{ account_id: string; balance_micros: string; version: string }>(
      sql`select * from lock_balances(${`{${accountIds.map((id) => `"${id}"`).join(',')}}`}::text[])`,
    ),
  );
  return new Map(
    rows.map((row) => [
      row.account_id,
      { balanceMicros: BigInt(row.balance_micros), version: BigInt(row.version) },
    ]),
  );
}
