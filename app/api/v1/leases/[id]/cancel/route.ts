import { route } from '@/lib/http/route';
import { cancelLease } from '@/lib/services/leases/cancel-lease';

/** The buyer leaves its lease: it pays 5 %, the accepted units, and the hours given back that nobody takes. */
export const POST = route((ctx, { params }) => cancelLease(ctx, { leaseId: params.id }));
