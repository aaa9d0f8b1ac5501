import { openDatabase } from '@/db/client';
import { marketNow, marketSettings } from '@/lib/adapters/clock';
import { EnvError, env, loadEnvFile } from '@/lib/adapters/env';
import { log } from '@/lib/adapters/log';
import { oneAtATime } from '@/lib/adapters/one-at-a-time';
import { runQueue } from '@/lib/adapters/queue';
import { headSigner, LOCAL_SIGNING_KEY } from '@/lib/adapters/signing';
import { currentTerms } from '@/lib/services/market/current-terms';
import { serveBetweenMinutes } from './worker/round-timer';
import { CRONTAB, workerTasks } from './worker/tasks';

/** Key of the lock under which one process at a time serves the market's clock. */
const CLOCK_LOCK = 7_240_002;

async function main(): Promise<void> {
  loadEnvFile();
  const { databaseAppUrl, auditSigningKey } = env();
  const db = openDatabase(databaseAppUrl, { applicationName: 'cardhour worker' });
  const clock = oneAtATime(databaseAppUrl, CLOCK_LOCK);
  const { purpose } = await marketSettings(db);
  const signer = headSigner(auditSigningKey, purpose === 'demo' ? LOCAL_SIGNING_KEY : null);
  const queue = await runQueue(databaseAppUrl, workerTasks({ db, clock, log, signer }), CRONTAB, log);
  const serve = () => queue.addJob('run-due', {}, { jobKey: 'run-due', maxAttempts: 1 });

  const timer = new AbortController();
  const mainRoundSeconds = () =>
    db.asEngine(async (tx) => (await currentTerms(tx, await marketNow(db))).mainRoundSeconds);

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    timer.abort();
    await queue.stop();
    await Promise.all([clock.close(), db.close()]);
    log.info({}, 'worker stopped');
    process.exit(0);
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());
  // Started by another process with a channel to it, the worker ends with that process, however it ends.
  if (process.channel) process.once('disconnect', () => void stop());
  await serve();
  void serveBetweenMinutes(mainRoundSeconds, serve, timer.signal, log);
  log.info({}, 'worker started');
  await queue.promise;
}

main().catch((error: unknown) => {
  if (error instanceof EnvError) console.error(error.message);
  else log.fatal({ err: error }, 'the worker can’t go on');
  process.exit(1);
});
