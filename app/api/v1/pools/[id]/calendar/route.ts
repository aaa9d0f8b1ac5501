import { route } from '@/lib/http/route';
import { addAvailability } from '@/lib/services/supply/change-calendar';
import { withPath } from '../../with-path';

/** `{ from: "2026-12-01T00:00", to, cards, note? }` in local time: offers other than all cards for a while. */
export const POST = route((ctx, { params, body }) =>
  addAvailability(ctx, withPath(body, { poolId: params.id })),
);
