import { Logger, parseCrontab, type Runner, run, type TaskList } from 'graphile-worker';
import { queueUrl } from '@/db/runtime-login';
import type { Log } from '@/lib/services/context';

export type Tasks = Readonly<
  Record<string, (payload: Readonly<Record<string, unknown>>) => Promise<unknown>>
>;

const plain = (payload: unknown): Readonly<Record<string, unknown>> =>
  typeof payload === 'object' && payload !== null ? { ...payload } : {};

/**
 * Runs the queue's tasks until stopped; `crontab` is in graphile-worker's format, on the wall clock. Three at a
 * time: a main round and an indicative one don't hold up payments.
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
    concurrency: 3,
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
