import { route } from '@/lib/http/route';
import { ServiceError } from '@/lib/services/errors';
import { rejectDelivery } from '@/lib/services/leases/reject-delivery';

/** The buyer's no, with reason and statement: opens a dispute. */
export const POST = route((ctx, { params, body }) => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ServiceError('invalid_input', { fields: { body: 'wrong_type' } });
  return rejectDelivery(ctx, { ...body, deliveryId: params.id });
});
