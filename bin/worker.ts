import { openDatabase } from '@/db/client';
import { assertKeyFits, paymentTools } from '@/lib/adapters/channels';
import { marketNow, marketSettings } from '@/lib/adapters/clock';
import { EnvError, env, loadEnvFile } from '@/lib/adapters/env';
import { log } from '@/lib/adapters/log';
import { oneAtATime } from '@/lib/adapters/one-at-a-time';
import { freeQueue, type QueueName, runQueue } from '@/lib/adapters/queue';
import { headSigner, LOCAL_SIGNING_KEY } from '@/lib/adapters/signing';
import { currentTerms } from '@/lib/services/market/current-terms';
import { serveAtTicks } from './worker/round-timer';
import { CRONTAB, workerTasks } from './worker/tasks';

/** Key of the lock under which one process at a time serves the market's clock. */
const CLOCK_LOCK = 7_240_002;
/** Key of the lock under which one process at a time runs an indicative round, beside a main one if need be. */
const INDICATIVE_LOCK = 7_240_003;

async function main(): Promise<void> {
  loadEnvFile();
  const { databaseAppUrl, auditSigningKey } = env();
  const db = openDatabase(databaseAppUrl, { applicationName: 'cardhour worker' });
  const clock = oneAtATime(databaseAppUrl, CLOCK_LOCK);
  const indicative = oneAtATime(databaseAppUrl, INDICATIVE_LOCK);
  const { purpose } = await marketSettings(db);
  assertKeyFits(env(), purpose);
  const signer = headSigner(auditSigningKey, purpose === 'demo' ? LOCAL_SIGNING_KEY : null);
  // A lock that is free says that whoever held the queue is gone.
  await clock.run(() => freeQueue(databaseAppUrl, 'clock'));
  await indicative.run(() => freeQueue(databaseAppUrl, 'indicative'));
  // A day may be worked out twice: it is published once.
  await freeQueue(databaseAppUrl, 'days');
  const queue = await runQueue(
    databaseAppUrl,
    workerTasks({ db, clock, indicative, log, signer, payments: paymentTools() }),
    CRONTAB,
    log,
  );
  const add = (task: string, queueName: QueueName) =>
    queue.addJob(task, {}, { jobKey: task, queueName, maxAttempts: 1 });
  const serve = () => add('run-due', 'clock');

  const timer = new AbortController();
  const terms = () => db.asEngine(async (tx) => currentTerms(tx, await marketNow(db)));
  const indicate = () => add('indicative-round', 'indicative');

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    timer.abort();
    await queue.stop();
    await Promise.all([clock.close(), indicative.close(), db.close()]);
    log.info({}, 'worker stopped');
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
  // Started by another process with a channel to it, the worker ends with that process, however it ends.
  if (process.channel) process.once('disconnect', () => void stop());
  await serve();
  await queue.addJob('serve-channels', {}, { jobKey: 'serve-channels', maxAttempts: 1 });
  await add('publish-days', 'days');
  // Cron serves whole minutes; rounds may tick between them.
  const mainSeconds = async () => (await terms()).mainRoundSeconds;
  const indicativeSeconds = async () => (await terms()).indicativeRoundSeconds;
  void serveAtTicks({ intervalSeconds: mainSeconds, ticks: 'between_minutes', serve }, timer.signal, log);
  void serveAtTicks({ intervalSeconds: indicativeSeconds, ticks: 'all', serve: indicate }, timer.signal, log);
  log.info({}, 'worker started');
  await queue.promise;
}

main().catch((error: unknown) => {
  if (error instanceof EnvError) console.error(error.message);
  else log.fatal({ err: error }, 'the worker can’t go on');
  process.exit(1);
});
