import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

/** Key of the advisory lock that is the market's gate; first in the lock order of every transaction. */
const GATE = 7_240_001;
const GATE_WAIT_MS = 20_000;

/**
 * Passes the gate together with others: instant acceptances, cancels and pool changes. Waits at most 20 s while a round
 * holds it, then gives up as `unavailable`; the limit holds for this lock only.
 */
export async function passGate(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', ${`${GATE_WAIT_MS}`}, true),
    pg_advisory_xact_lock_shared(${GATE}), set_config('lock_timeout', '0', true)`);
}

/** Closes the gate until the transaction ends, once those inside have left; gives up after 20 s. */
export async function closeGate(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', ${`${GATE_WAIT_MS}`}, true)`);
  await tx.execute(sql`select pg_advisory_xact_lock(${GATE})`);
}
