import { route } from '@/lib/http/route';
import { setPoolStatus } from '@/lib/services/supply/set-pool-status';
import { withPath } from '../../with-path';

/** `{ status: "suspended" | "active" }`: stops new reservations, or takes them again. */
export const PUT = route((ctx, { params, body }) =>
  setPoolStatus(ctx, withPath(body, { poolId: params.id })),
);
