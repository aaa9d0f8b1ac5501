import { route } from '@/lib/http/route';
import { concedeDispute } from '@/lib/services/disputes/concede-dispute';
import { withPath } from '../../../pools/with-path';

/** The provider gives the disputed units up. */
export const POST = route((ctx, { params, body }) =>
  concedeDispute(ctx, withPath(body, { disputeId: params.id })),
);
