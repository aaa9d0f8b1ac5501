import { route } from '@/lib/http/route';
import { giveUpLease } from '@/lib/services/leases/give-up-lease';
import { withPath } from '../../../pools/with-path';

/** The provider gives its lease up, with a note for the buyer: what wasn't delivered returns, and failing costs it. */
export const POST = route((ctx, { params, body }) =>
  giveUpLease(ctx, withPath(body, { leaseId: params.id })),
);
