import { route } from '@/lib/http/route';
import { reportDelivery } from '@/lib/services/leases/report-delivery';

/** The provider reports units with evidence. */
export const POST = route((ctx, { body }) => reportDelivery(ctx, body));
