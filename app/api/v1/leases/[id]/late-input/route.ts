import { route } from '@/lib/http/route';
import { claimLateInput } from '@/lib/services/leases/claim-late-input';
import { withPath } from '../../../pools/with-path';

/** The provider claims the hours lost to its buyer's late input, in words; the buyer answers as it answers a report. */
export const POST = route((ctx, { params, body }) =>
  claimLateInput(ctx, withPath(body, { leaseId: params.id })),
);
