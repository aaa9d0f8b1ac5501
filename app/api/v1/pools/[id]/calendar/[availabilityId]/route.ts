import { route } from '@/lib/http/route';
import { withdrawAvailability } from '@/lib/services/supply/change-calendar';

/** Takes an interval back. */
export const DELETE = route((ctx, { params }) =>
  withdrawAvailability(ctx, { poolId: params.id, availabilityId: params.availabilityId }),
);
