import { studyDesk } from '@/lib/adapters/study-thread';
import { route } from '@/lib/http/route';
import { explainUnfilled } from '@/lib/services/orders/least-limit';

/** What the order's job would have cost in the latest round that left it unfilled, beside its limit. */
export const GET = route((ctx, { params }) => explainUnfilled(ctx, { orderId: params.id }, studyDesk()));
