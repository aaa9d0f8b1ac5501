import { Logger, parseCrontab, type Runner, run, type TaskList } from 'graphile-worker';
import postgres from 'postgres';
import { queueUrl } from '@/db/runtime-login';
import type { Log } from '@/lib/services/context';

export type Tasks = Readonly<
  Record<string, (payload: Readonly<Record<string, unknown>>) => Promise<unknown>>
>;

const plain = (payload: unknown): Readonly<Record<string, unknown>> =>
  typeof payload === 'object' && payload !== null ? { ...payload } : {};

/** Jobs of one name wait for each other in the queue, where they take up no place of the worker. */
export type QueueName = 'clock' | 'indicative' | 'days';

/**
 * Frees a named queue from a worker that was killed over its job; to be called when no other process can be at it. Over a
 * connection that has closed when it returns: one that graphile-worker's pool lets go may still be there, and fail unheard.
 */
export async function freeQueue(appUrl: string, name: QueueName): Promise<void> {
  const sql = postgres(queueUrl(appUrl), { max: 1 });
  try {
    await sql`
      select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
      from graphile_worker.jobs where queue_name = ${name} and locked_by is not null having count(*) > 0`;
  } finally {
    await sql.end();
  }
}

/**
 * Runs the queue's tasks until stopped; `crontab` is in graphile-worker's format, on the wall clock. Seven at a time: the
 * clock, indicative rounds and days take one place each, for they have queues of their own, what an operator asks for
 * may wait in a fourth for the clock, and serving the payment channels takes a fifth, however slow they are; a single
 * payment or event always finds another.
 */
export async function runQueue(appUrl: string, tasks: Tasks, crontab: string, log: Log): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown) => void (await task(plain(payload))),
    ]),
  );
  return run({
    connectionString: queueUrl(appUrl),
    concurrency: 7,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    parsedCronItems: parseCrontab(crontab),
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({}, message);
      if (level === 'warning') log.warn({}, message);
    }),
  });
}
