import { route } from '@/lib/http/route';
import { acceptDelivery } from '@/lib/services/leases/accept-delivery';

/** The buyer's yes. */
export const POST = route((ctx, { params }) => acceptDelivery(ctx, { deliveryId: params.id }));
