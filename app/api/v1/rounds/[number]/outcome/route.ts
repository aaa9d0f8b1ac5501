import { jsonFileResponse } from '@/lib/http/json-file-response';
import { route } from '@/lib/http/route';
import { exportRound } from '@/lib/services/rounds/export-round';

/** The outcome of a round as a file that `clear verify` reads (M-20). */
export const GET = route(async (ctx, { params }) => {
  const { number, outcome } = await exportRound(ctx, { number: params.number });
  return jsonFileResponse(outcome, `round-${number}-outcome.json`);
});
