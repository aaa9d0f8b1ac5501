import { route } from '@/lib/http/route';
import { getDispute } from '@/lib/services/disputes/get-dispute';

/** One dispute with every step so far, for its parties, a regulator in scope and the operator. */
export const GET = route((ctx, { params }) => getDispute(ctx, { disputeId: params.id }));
