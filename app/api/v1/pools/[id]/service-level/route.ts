import { route } from '@/lib/http/route';
import { changeServiceLevel } from '@/lib/services/supply/change-service-level';

/** `{ grade, startGraceMinutes, lateCreditBpsPerHour, lateCreditCapBps }`: a new version for leases from now on (M-19). */
export const PUT = route((ctx, { params, body }) =>
  changeServiceLevel(ctx, { poolId: params.id, serviceLevel: body }),
);
