import { log } from '@/lib/adapters/log';
import { ctxFor } from '@/lib/http/context';
import { PUBLIC_ACTOR } from '@/lib/services/context';
import { getReadiness, type Readiness } from '@/lib/services/market/get-readiness';

export const dynamic = 'force-dynamic';

/** Says whether to send people here: database reachable, structure current, clock served; 503 otherwise. */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  let readiness: Readiness;
  try {
    readiness = await getReadiness(await ctxFor(PUBLIC_ACTOR));
  } catch (error) {
    log.error({ err: error }, 'readiness: the database does not answer');
    return Response.json({ ready: false, database: 'unreachable' }, { status: 503, headers });
  }
  return Response.json(
    { ...readiness, database: 'reachable' },
    { status: readiness.ready ? 200 : 503, headers },
  );
}
