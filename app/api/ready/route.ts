import { assertKeyFits } from '@/lib/adapters/channels';
import { marketSettings } from '@/lib/adapters/clock';
import { database } from '@/lib/adapters/database';
import { EnvError, env } from '@/lib/adapters/env';
import { log } from '@/lib/adapters/log';
import { ctxFor } from '@/lib/http/context';
import { PUBLIC_ACTOR } from '@/lib/services/context';
import { getReadiness, type Readiness } from '@/lib/services/market/get-readiness';

export const dynamic = 'force-dynamic';

/** Says whether to send people here: its key is this market's, database reachable, structure current, clock served; 503 otherwise. */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  let readiness: Readiness;
  try {
    assertKeyFits(env(), (await marketSettings(database())).purpose);
    readiness = await getReadiness(await ctxFor(PUBLIC_ACTOR));
  } catch (error) {
    if (error instanceof EnvError) {
      log.error({ err: error }, 'readiness: the environment is another market’s');
      return Response.json({ ready: false, environment: 'other_market' }, { status: 503, headers });
    }
    log.error({ err: error }, 'readiness: the database does not answer');
    return Response.json({ ready: false, database: 'unreachable' }, { status: 503, headers });
  }
  return Response.json(
    { ...readiness, database: 'reachable' },
    { status: readiness.ready ? 200 : 503, headers },
  );
}
