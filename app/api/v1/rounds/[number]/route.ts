import { route } from '@/lib/http/route';
import { getRound } from '@/lib/services/rounds/get-round';

export const GET = route((ctx, { params }) => getRound(ctx, { number: params.number }));
