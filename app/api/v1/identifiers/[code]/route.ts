import { route } from '@/lib/http/route';
import { resolveIdentifier } from '@/lib/services/market/resolve-identifier';

export const GET = route((ctx, { params }) => resolveIdentifier(ctx, { code: params.code }));
