import type { Tx } from '@/db/client';
import { lockTurn } from '@/db/queries/lock-turn';

/** Lets one booking of a line of our bank account go ahead at a time: the next one finds what it booked. Before any row. */
export async function lockBankLine(tx: Tx, bankLine: string): Promise<void> {
  await lockTurn(tx, `bank-line/${bankLine}`);
}
