import { route } from '@/lib/http/route';
import { rejectDelivery } from '@/lib/services/leases/reject-delivery';
import { withPath } from '../../../pools/with-path';

/** The buyer's no, with reason, statement and files by their hashes: opens a dispute. */
export const POST = route((ctx, { params, body }) =>
  rejectDelivery(ctx, withPath(body, { deliveryId: params.id })),
);
