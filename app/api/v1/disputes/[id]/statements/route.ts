import { route } from '@/lib/http/route';
import { stateInDispute } from '@/lib/services/disputes/state-in-dispute';
import { withPath } from '../../../pools/with-path';

/** A party states, with files by their hashes, or says that it rests. */
export const POST = route((ctx, { params, body }) =>
  stateInDispute(ctx, withPath(body, { disputeId: params.id })),
);
