import { sql } from 'drizzle-orm';
import type { Database, Tx } from '@/db/client';

class Undone extends Error {}

/**
 * Runs something on a database that forgets all of it: every transaction is a part of one that is rolled back in the
 * end, so one that fails ends them all. What constraints say at a commit is asked before.
 */
export async function rehearsed<T>(db: Database, run: (db: Database, tx: Tx) => Promise<T>): Promise<T> {
  const kept: { value?: T } = {};
  await db
    .asEngine(async (tx) => {
      const inside: Database = {
        ...db,
        asEngine: (fn) => fn(tx),
        asEngineSnapshot: (fn) => fn(tx),
      };
      kept.value = await run(inside, tx);
      await tx.execute(sql`set constraints all immediate`);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  if (!('value' in kept)) throw new Error('nothing was run');
  return kept.value as T;
}
