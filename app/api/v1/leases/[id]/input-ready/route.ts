import { route } from '@/lib/http/route';
import { declareInputReady } from '@/lib/services/leases/declare-input-ready';
import { withPath } from '../../../pools/with-path';

/** The buyer says, once, that its input is ready, and where. */
export const POST = route((ctx, { params, body }) =>
  declareInputReady(ctx, withPath(body, { leaseId: params.id })),
);
