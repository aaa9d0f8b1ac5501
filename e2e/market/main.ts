import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Children } from '@/bin/demo/children';
import { say } from '@/bin/demo/narrate';
import { assertPortFree, wantedPort } from '@/bin/demo/port';
import { buildPages, endedEarly, startWeb, startWorker, whenReady } from '@/bin/demo/start';
import { openDatabase } from '@/db/client';
import { createDatabase, startEmbedded } from '@/db/embedded';
import { setUp } from '@/db/set-up';
import { type StripeStandIn, startStripe } from '../stripe/start';
import { CLOCK_STARTS_AT } from './cast';
import { foundMarket } from './found';

/** Nothing here has to outlive a power cut. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Resolves when we are asked to stop, or when whoever started us is gone. */
function whenAskedToStop(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(), 500).unref();
  });
}

async function openMarket(dataDir: string) {
  const server = await startEmbedded({ dataDir, settings: FAST, handleSignals: false });
  await createDatabase(server.ownerUrl('postgres'), 'cardhour');
  const { appUrl } = await setUp(server.ownerUrl('cardhour'), {
    market: { settings: { currency: 'CNY', purpose: 'test', clockStartsAt: CLOCK_STARTS_AT } },
  });
  const db = openDatabase(appUrl);
  await foundMarket(db);
  await db.close();
  return { server, appUrl };
}

/** A Stripe of our own on STRIPE_PORT (any free port without it), which tells this market what happens there. */
const openStripe = (port: number): Promise<StripeStandIn> =>
  startStripe({
    port: Number(process.env.STRIPE_PORT ?? 0),
    webhookUrl: `http://localhost:${port}/api/stripe/webhook`,
    sendsByItself: true,
  });

const webEnv = (appUrl: string, port: number, stripe: StripeStandIn): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _owner, ...rest } = process.env;
  return {
    ...rest,
    NODE_ENV: 'production',
    DATABASE_APP_URL: appUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    APP_ORIGIN: `http://localhost:${port}`,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    NEXT_TELEMETRY_DISABLED: '1',
    STRIPE_API_BASE: stripe.origin,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
  };
};

/** A whole market that is thrown away: database, pages, worker and a Stripe of its own, on PORT, until asked to stop. */
async function main(): Promise<void> {
  const asked = whenAskedToStop();
  const port = wantedPort(process.env.PORT);
  await assertPortFree(port);
  const folder = await mkdtemp(join(tmpdir(), 'cardhour-e2e-'));
  const logDir = join(folder, 'logs');
  const children = new Children(logDir);
  const stripe = await openStripe(port);
  let server: Awaited<ReturnType<typeof openMarket>>['server'] | undefined;
  try {
    const opened = await openMarket(folder);
    server = opened.server;
    await mkdir(logDir);
    say('the market is founded');
    const env = webEnv(opened.appUrl, port, stripe);
    await buildPages(children, env);
    const web = startWeb(children, env, { dev: false, port });
    const ended = Promise.race([
      endedEarly('web', web),
      endedEarly('worker', startWorker(children, env)),
      asked,
    ]);
    await Promise.race([whenReady(port), ended]);
    say(
      `the market is open at http://localhost:${port}, its Stripe at ${stripe.origin}; its logs are in ${logDir}`,
    );
    await ended;
  } finally {
    await children.stopAll();
    await stripe.stop();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
