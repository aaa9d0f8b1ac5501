import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

/** Key of the advisory lock that is the market's gate; first in the lock order of every transaction. */
const GATE = 7_240_001;
const GATE_WAIT_MS = 20_000;

/** Passes the gate together with others: instant acceptances, cancels and pool changes; waits while a round holds it. */
export async function passGate(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${GATE})`);
}

/** Closes the gate until the transaction ends, once those inside have left; gives up after 20 s. */
export async function closeGate(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', ${`${GATE_WAIT_MS}`}, true)`);
  await tx.execute(sql`select pg_advisory_xact_lock(${GATE})`);
}
