import { route } from '@/lib/http/route';
import { acceptQuote } from '@/lib/services/orders/accept-quote';
import { listOrders } from '@/lib/services/orders/list-orders';
import { placeLimitOrder } from '@/lib/services/orders/place-limit-order';

/** The organization's orders, newest first. */
export const GET = route((ctx, { query }) => listOrders(ctx, Object.fromEntries(query)));

/** Places an order: an instant one with `quoteId`, else a limit order with `jobId` and `limit`. */
export const POST = route((ctx, { body }) =>
  typeof body === 'object' && body !== null && 'quoteId' in body
    ? acceptQuote(ctx, body)
    : placeLimitOrder(ctx, body),
);
