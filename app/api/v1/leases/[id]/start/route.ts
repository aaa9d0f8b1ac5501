import { route } from '@/lib/http/route';
import { reportStart } from '@/lib/services/leases/report-start';

/** The provider says that the cards are handed over or the job runs: once, by the market's clock. */
export const POST = route((ctx, { params }) => reportStart(ctx, { leaseId: params.id }));
