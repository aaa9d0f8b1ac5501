import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { demoStart, SEED_ROUND_SECONDS } from '@/db/seed/calendar';
import { SIGN_INS } from '@/db/seed/sign-ins';
import { SetUpError } from '@/db/set-up-error';
import { sqlState } from '@/db/sql-state';
import { loadEnvFile } from '@/lib/adapters/env';
import { ChildEnded, Children } from './demo/children';
import { say, tableText } from './demo/narrate';
import { assertPortFree, wantedPort } from './demo/port';
import { keepSecrets, leaveEnvironment, type Secrets } from './demo/secrets';
import { buildPages, endedEarly, startSeed, startWeb, startWorker, whenReady } from './demo/start';
import { openStore, type Store } from './demo/store';

const USAGE = `npm run demo -- [--reset] [--dev]
  Starts the whole market with demo data: PostgreSQL, web and worker. Ctrl-C stops everything.
  --reset  starts over with fresh demo data
  --dev    serves pages that reload while you edit (npm run dev), instead of a production build`;

/** What of the environment decides how a child behaves, and what the demo adds to it. */
function childEnv(store: Store, secrets: Secrets, port: number): NodeJS.ProcessEnv {
  const { DATABASE_URL: _owner, ...rest } = process.env;
  return {
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    LOG_LEVEL: 'info',
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
    NODE_ENV: process.env.NODE_ENV ?? 'development',
    DATABASE_APP_URL: store.appUrl,
    PORT: String(port),
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

const signInsText = (password: string): string =>
  tableText([
    ['role', 'organization', 'e-mail', 'password'],
    ...SIGN_INS.map((one) => [one.role, one.organization, one.email, password]),
  ]);

function whenAskedToStop(): Promise<'stop'> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop('stop'));
    // npm or the shell in between may be killed alone; nobody could stop us then.
    const parent = process.ppid;
    if (process.env.npm_lifecycle_event)
      setInterval(() => process.ppid !== parent && stop('stop'), 1000).unref();
  });
}

async function run(
  store: Store,
  children: Children,
  options: { dev: boolean; port: number; dataDir: string },
) {
  const { dev, port, dataDir } = options;
  const { isNew, ...secrets } = await keepSecrets(dataDir);
  const env = childEnv(store, secrets, port);
  await leaveEnvironment(dataDir, {
    DATABASE_APP_URL: store.appUrl,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET ?? '',
    PORT: String(port),
  });
  if (!store.isSeeded)
    say(store.found === 'half' ? 'starting over: the first start broke off' : 'making the demo’s history');
  const seedEnv = { ...env, CARDHOUR_DEMO_PASSWORD: secrets.password, DATABASE_URL: store.ownerUrl };
  await Promise.all([
    store.isSeeded ? undefined : startSeed(children, seedEnv).ended,
    dev ? undefined : buildPages(children, env),
  ]);
  const web = startWeb(children, env, { dev, port });
  const worker = startWorker(children, env);
  const ended = Promise.race([endedEarly('web', web), endedEarly('worker', worker)]);
  ended.catch(() => undefined);
  await Promise.race([whenReady(port), ended]);
  say('ready');
  const known = store.isSeeded && isNew ? '(printed by the first start)' : secrets.password;
  console.log(`\n  Cardhour runs at http://localhost:${port}\n\n${signInsText(known)}\n`);
  console.log('  A main round clears every two minutes. Ctrl-C stops everything.\n');
  return ended;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      reset: { type: 'boolean', default: false },
      dev: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void console.log(USAGE);
  const asked = whenAskedToStop();
  loadEnvFile();
  const port = wantedPort(process.env.PORT);
  await assertPortFree(port);
  const dataDir = resolve('.data');
  const logDir = join(dataDir, 'logs');
  const databaseUrl = process.env.DATABASE_URL || null;
  say(
    databaseUrl
      ? 'reaching the PostgreSQL in DATABASE_URL'
      : `starting PostgreSQL in ${relative('.', dataDir)}`,
  );
  const store = await openStore({
    dataDir,
    databaseUrl,
    databaseAppUrl: process.env.DATABASE_APP_URL || null,
    reset: values.reset,
    clockStartsAt: demoStart(new Date()),
    mainRoundSeconds: SEED_ROUND_SECONDS,
  });
  say(`PostgreSQL ${store.serverVersion.split(' ')[0]} is ready`);
  await mkdir(logDir, { recursive: true });
  const children = new Children(logDir);
  try {
    await Promise.race([run(store, children, { dev: values.dev, port, dataDir }), asked]);
    console.log('');
    say('stopping');
  } finally {
    await children.stopAll();
    await store.stop();
  }
  say('stopped');
}

/** One clear sentence for what a person can do something about; everything we know for the rest. */
function explain(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const full = code === 'ENOSPC' || sqlState(error) === '53100';
  if (error instanceof SetUpError) console.error(error.message);
  else if (
    full ||
    (error instanceof ChildEnded && error.lastLines.some((line) => /ENOSPC|No space left/.test(line)))
  )
    console.error('The disk is full; free some space and start again.');
  else if (code === 'ECONNREFUSED' || code === 'ENOTFOUND')
    console.error('No PostgreSQL answers at DATABASE_URL.');
  else if (error instanceof ChildEnded) {
    for (const line of error.lastLines) console.error(`  ${line}`);
    const log = error.logFile ? `; all it wrote is in ${relative('.', error.logFile)}` : '';
    console.error(`Everything was stopped because ${error.program} ended (${error.how})${log}.`);
  } else console.error(error);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    explain(error);
    process.exit(1);
  },
);
