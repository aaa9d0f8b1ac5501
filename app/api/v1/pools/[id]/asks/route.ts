import { route } from '@/lib/http/route';
import { changeAsk } from '@/lib/services/supply/change-ask';
import { withPath } from '../../with-path';

/** `{ asks: ["9.50", … 24 by local hour] }`: cuts count at once, raises after the notice (M-2). */
export const PUT = route((ctx, { params, body }) => changeAsk(ctx, withPath(body, { poolId: params.id })));
