import { route } from '@/lib/http/route';
import { getJob } from '@/lib/services/quoting/get-job';

/** A job with its latest quotes, near misses and orders. */
export const GET = route((ctx, { params, query }) =>
  getJob(ctx, { jobId: params.id, rankBy: query.get('rankBy') ?? undefined }),
);
