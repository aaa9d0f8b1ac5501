import { route } from '@/lib/http/route';
import { getLease } from '@/lib/services/leases/get-lease';

/** A lease with its hours, prices and deliveries, for either of its parties. */
export const GET = route((ctx, { params }) => getLease(ctx, { leaseId: params.id }));
