import { openDatabase } from '@/db/client';
import type { Ctx } from '@/lib/services/context';
import { engineCtx } from './engine-ctx';
import { env } from './env';

/** Runs a command as the engine on the environment's database and closes it afterwards. */
export async function withEngine<T>(jobName: string, run: (ctx: Ctx) => Promise<T>): Promise<T> {
  const db = openDatabase(env().databaseAppUrl, { connectionsMax: 2, applicationName: jobName });
  try {
    return await run(await engineCtx(db, jobName));
  } finally {
    await db.close();
  }
}
