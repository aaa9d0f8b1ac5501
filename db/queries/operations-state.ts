import { sql } from 'drizzle-orm';
import type { Tx } from '../client';
import journal from '../migrations/meta/_journal.json';
import { typed } from './refused';

/** The queue's jobs of one task. */
export interface TaskState {
  readonly task: string;
  readonly running: number;
  readonly waiting: number;
  /** Of those waiting: failed before and will be tried again. */
  readonly retrying: number;
  /** Given up. */
  readonly failed: number;
  /** How long the oldest due job has waited, in seconds of the wall clock. */
  readonly lateSeconds: number;
}

export interface OperationsState {
  /** Migrations the database has, and those this program was made for. */
  readonly migrationsDone: number;
  readonly migrationsKnown: number;
  readonly tasks: readonly TaskState[];
}

/** Whether structure and queue are in order; the engine alone may ask. */
export async function readOperationsState(tx: Tx): Promise<OperationsState> {
  const [row] = await typed(
    tx.execute<{ state: { migrations: number; tasks: TaskState[] } }>(
      sql`select operations_state() as state`,
    ),
  );
  return {
    migrationsDone: row?.state.migrations ?? 0,
    migrationsKnown: journal.entries.length,
    tasks: row?.state.tasks ?? [],
  };
}
