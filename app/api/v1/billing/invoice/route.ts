import { route } from '@/lib/http/route';
import { getInvoice } from '@/lib/services/statements/get-invoice';

/** The invoice (`as=buyer`) or self-billing note (`as=provider`) of a month (`month=2026-11`, UTC). */
export const GET = route((ctx, { query }) =>
  getInvoice(ctx, { as: query.get('as') ?? 'buyer', month: query.get('month') }),
);
