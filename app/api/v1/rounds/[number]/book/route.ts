import { jsonFileResponse } from '@/lib/http/json-file-response';
import { route } from '@/lib/http/route';
import { exportRound } from '@/lib/services/rounds/export-round';

/** The book of a round as a file that `clear verify` reads (M-20). */
export const GET = route(async (ctx, { params }) => {
  const { number, book } = await exportRound(ctx, { number: params.number });
  return jsonFileResponse(book, `round-${number}-book.json`);
});
