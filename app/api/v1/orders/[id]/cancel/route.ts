import { route } from '@/lib/http/route';
import { cancelOrder } from '@/lib/services/orders/cancel-order';

/** Takes an open order out of the book. */
export const POST = route((ctx, { params }) => cancelOrder(ctx, { orderId: params.id }));
