import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@/db/client';
import { createDatabase, type EmbeddedServer, startEmbedded } from '@/db/embedded';
import { makeDice } from '@/db/seed/dice';
import { Stage } from '@/db/seed/stage';
import { setUp } from '@/db/set-up';
import { makeLog } from '@/lib/adapters/log';
import { createApiKey } from '@/lib/services/identity/create-api-key';
import { listPool } from '@/lib/services/supply/list-pool';
import { makeCast } from '../replay/cast';
import { fillWallets } from './oversell';
import { type Program, webProgram, workerProgram } from './programs';

const DATABASE = 'cardhour_crash';
export const ROUND_SECONDS = 30;
const BUYERS = 8;
const POOLS = 6;
const CARDS = 256;
const WALLET = '1000000.00';

/** PostgreSQL as it ships: a crash must lose nothing that was committed. */
export interface CrashMarket {
  readonly db: Database;
  readonly stage: Stage;
  readonly keys: readonly string[];
  readonly origin: string;
  readonly web: Program;
  readonly worker: Program;
  readonly logDir: string;
  readonly killPostgres: () => void;
  readonly restartPostgres: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Providers with pools, and buyers with money and a key each; made by the market's verbs. */
async function people(stage: Stage, now: Date): Promise<string[]> {
  const password = randomBytes(18).toString('base64url');
  const cast = await makeCast(stage, ['Germany', 'France'], BUYERS, password, now);
  await fillWallets(stage, cast.buyers, WALLET, now);
  for (let at = 0; at < POOLS; at++) {
    const provider = [...cast.providers.values()][at % cast.providers.size];
    if (!provider) continue;
    await listPool(stage.as(provider, now), {
      name: `Hall ${at + 1}`,
      chip: 'l40s',
      cards: CARDS,
      cardsPerServer: 8,
      lotCards: 1,
      region: 'DE',
      site: `Hall ${at + 1}`,
      nodeCode: 'N0',
      asks: new Array<string>(24).fill(`${at + 1}.00`),
      serviceLevel: { grade: 'bronze', startGraceMinutes: 30, lateCreditBpsPerHour: 0, lateCreditCapBps: 0 },
    });
  }
  const keys: string[] = [];
  for (const buyer of cast.buyers) {
    const scopes = ['jobs.describe', 'jobs.view', 'orders.place', 'orders.cancel', 'orders.view'];
    keys.push((await createApiKey(stage.as(buyer, now), { name: 'soak', scopes, lifeDays: 1 })).secret);
  }
  return keys;
}

/** A throw-away market on an embedded PostgreSQL, its web and worker started by the caller. */
export async function openCrashMarket(seed: number): Promise<CrashMarket> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cardhour-crash-'));
  const logDir = join(dataDir, 'logs');
  await mkdir(logDir);
  let server: EmbeddedServer = await startEmbedded({ dataDir });
  const remove = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await createDatabase(server.ownerUrl('postgres'), DATABASE);
    const { appUrl } = await setUp(server.ownerUrl(DATABASE), {
      market: {
        settings: { currency: 'CNY', purpose: 'test' },
        terms: {
          mainRoundSeconds: ROUND_SECONDS,
          indicativeRoundSeconds: ROUND_SECONDS / 3,
          leadMinutes: 0,
          note: 'Crash soak',
        },
        now: new Date(),
      },
    });
    const db = openDatabase(appUrl, { connectionsMax: 4, applicationName: 'cardhour soak' });
    const stage = new Stage(db, makeDice(seed), makeLog(undefined, 'warn'));
    const keys = await people(stage, new Date());
    const port = await freePort();
    const { DATABASE_URL: _owner, ...rest } = process.env;
    const env: NodeJS.ProcessEnv = {
      ...rest,
      NODE_ENV: 'production',
      DATABASE_APP_URL: appUrl,
      NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
      PORT: String(port),
      NEXT_TELEMETRY_DISABLED: '1',
    };
    const web = webProgram(env, port, logDir);
    const worker = workerProgram(env, logDir);
    return {
      db,
      stage,
      keys,
      origin: `http://127.0.0.1:${port}`,
      web,
      worker,
      logDir,
      killPostgres: () => process.kill(server.pid, 'SIGKILL'),
      restartPostgres: async () => {
        await server.stop();
        server = await startEmbedded({ dataDir });
      },
      close: async () => {
        await Promise.all([web.stop(), worker.stop()]);
        await db.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
