import { studyDesk } from '@/lib/adapters/study-thread';
import { route } from '@/lib/http/route';
import { findVerification, verifyRound } from '@/lib/services/rounds/verify-round';

/** How the latest verification of the round stands; null if nobody asked for one. */
export const GET = route(async (ctx, { params }) => ({
  study: findVerification(ctx, { number: params.number }, studyDesk()),
}));

/** Verifies the round on the server; while the answer says `running`, send it again. */
export const POST = route(async (ctx, { params }) => ({
  study: await verifyRound(ctx, { number: params.number }, studyDesk()),
}));
