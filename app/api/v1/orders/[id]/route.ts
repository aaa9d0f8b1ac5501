import { route } from '@/lib/http/route';
import { getOrder } from '@/lib/services/orders/get-order';

/** An order with its job, trade, leases and the reason it is still open. */
export const GET = route((ctx, { params }) => getOrder(ctx, { orderId: params.id }));
