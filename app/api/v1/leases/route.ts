import { route } from '@/lib/http/route';
import { listLeases } from '@/lib/services/leases/list-leases';

/** The organization's leases as buyer or provider (`as`), newest first. */
export const GET = route((ctx, { query }) => listLeases(ctx, { as: 'buyer', ...Object.fromEntries(query) }));
