import { route } from '@/lib/http/route';
import { cancelLease } from '@/lib/services/leases/cancel-lease';

/** The buyer leaves its lease: it pays 5 %, the accepted units, and of the hours given back what their next takers don't pay. */
export const POST = route((ctx, { params }) => cancelLease(ctx, { leaseId: params.id }));
