import type { Database } from '@/db/client';
import { type Ctx, engineActor, type Log } from '@/lib/services/context';
import { marketNow } from './clock';
import { newId } from './ids';
import { log as processLog } from './log';

/** The engine's context for one of its jobs at an instant. */
export const engineCtxAt = (db: Database, jobName: string, now: Date, log: Log = processLog): Ctx => ({
  db,
  now,
  requestId: newId('request'),
  actor: engineActor(jobName),
  newId,
  log,
});

/** The engine's context for one of its jobs at the market's now (T-1). */
export const engineCtx = async (db: Database, jobName: string, log: Log = processLog): Promise<Ctx> =>
  engineCtxAt(db, jobName, await marketNow(db), log);
