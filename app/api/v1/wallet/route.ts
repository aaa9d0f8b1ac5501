import { route } from '@/lib/http/route';
import { getWallet } from '@/lib/services/wallet/get-wallet';

/** Balances and a page of ledger lines. */
export const GET = route((ctx, { query }) => getWallet(ctx, Object.fromEntries(query)));
