import { route } from '@/lib/http/route';
import { getQuote } from '@/lib/services/quoting/get-quote';

/** A quote with everything it was made from. */
export const GET = route((ctx, { params }) => getQuote(ctx, { quoteId: params.id }));
