import { route } from '@/lib/http/route';
import { leaveUnstarted } from '@/lib/services/leases/leave-unstarted';

/** The buyer ends a lease whose work didn't start within the promised grace, at its provider's cost. */
export const POST = route((ctx, { params }) => leaveUnstarted(ctx, { leaseId: params.id }));
