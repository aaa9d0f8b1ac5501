import { route } from '@/lib/http/route';
import { withdrawRejection } from '@/lib/services/disputes/withdraw-rejection';
import { withPath } from '../../../pools/with-path';

/** The buyer accepts after all. */
export const POST = route((ctx, { params, body }) =>
  withdrawRejection(ctx, withPath(body, { disputeId: params.id })),
);
