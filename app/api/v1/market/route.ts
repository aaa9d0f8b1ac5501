import { route } from '@/lib/http/route';
import { getMarketGlance } from '@/lib/services/market/get-market-glance';

export const GET = route((ctx) => getMarketGlance(ctx));
