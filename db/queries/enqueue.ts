import { sql } from 'drizzle-orm';
import type { Tx } from '../client';
import { typed } from './refused';

export interface QueuedJob {
  readonly task: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** On the wall clock, not the market's; now when absent. */
  readonly runAt?: Date;
  /** A job of the same key that hasn't started is replaced. */
  readonly jobKey?: string;
}

/** Puts a job on the queue when, and only if, the transaction commits. */
export async function enqueue(tx: Tx, job: QueuedJob): Promise<void> {
  await typed(
    tx.execute(
      sql`select enqueue(${job.task}, ${JSON.stringify(job.payload)}::json, ${job.runAt?.toISOString() ?? null}::timestamptz, ${job.jobKey ?? null}::text)`,
    ),
  );
}
