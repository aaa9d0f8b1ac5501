import { database } from '@/lib/adapters/database';
import { eventStream } from '@/lib/http/event-stream';

export const dynamic = 'force-dynamic';

/** The market's events as they happen: `clock` when it was served, `round` when one was committed; public. */
export async function GET(request: Request): Promise<Response> {
  return eventStream((send) => database().listen('market', send), request.signal);
}
