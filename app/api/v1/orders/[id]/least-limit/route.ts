import { studyDesk } from '@/lib/adapters/study-thread';
import { route } from '@/lib/http/route';
import { askLeastLimit, findLeastLimit } from '@/lib/services/orders/least-limit';

/** The order's least limit in its latest round as far as it is known; `study` is null if nobody asked. */
export const GET = route((ctx, { params }) => findLeastLimit(ctx, { orderId: params.id }, studyDesk()));

/** Searches it by clearing the kept book again; while the answer says `running`, send it again. */
export const POST = route((ctx, { params }) => askLeastLimit(ctx, { orderId: params.id }, studyDesk()));
