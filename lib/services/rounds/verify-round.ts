import { z } from 'zod';
import type { Tx } from '@/db/client';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { ServiceError } from '../errors';
import { seesFullBooks } from './export-round';
import { type KeptRound, keptRound } from './kept-book';
import type { StudyInputs } from './study';
import type { StudyDesk, StudyState } from './study-desk';

export const VerifyRoundInput = z.strictObject({
  number: z.coerce.number().int().min(1).max(2_000_000_000),
});

/** How verifying a round stands; `running` also says how many steps are done. */
export type Verification = StudyState<'verify'>;

const studyInput = ({ round, book, outcome }: KeptRound): StudyInputs['verify'] => ({
  book,
  outcome,
  published: {
    filled: round.counts.filled,
    cardHours: round.cardHours,
    payMicros: round.payMicros,
    welfareMicros: round.welfareMicros,
    boundMicros: round.boundMicros,
    lostValueMicros: round.lostValueMicros,
    regretMicros: round.regretMicros,
  },
});

/** The facts of a broken rule name orders and pools: they are for those who see the book (M-20). */
function shownTo(ctx: Ctx, state: Verification): Verification {
  if (state.state !== 'done' || !state.answer.broken || seesFullBooks(ctx)) return state;
  return { ...state, answer: { ...state.answer, broken: { ...state.answer.broken, facts: {} } } };
}

const keyOf = (number: number): string => `round ${number}`;

/** How the latest verification of a round stands; null if nobody asked for one. Public (M-14). */
export function findVerification(ctx: Ctx, raw: unknown, desk: StudyDesk): Verification | null {
  const { number } = parseInput(VerifyRoundInput, raw);
  const state = desk.find('verify', keyOf(number));
  return state && shownTo(ctx, state);
}

/**
 * Verifies a round on the server: reads its kept book and outcome, recomputes every rule of M-9 to M-15 and the exact
 * bound, and compares the figures it published. Anybody may ask; visitors are refused while the desk verifies another.
 */
export async function verifyRound(ctx: Ctx, raw: unknown, desk: StudyDesk): Promise<Verification> {
  const { number } = parseInput(VerifyRoundInput, raw);
  const isRunning = desk.find('verify', keyOf(number))?.state === 'running';
  if (ctx.actor.kind === 'public' && desk.running('verify') > 0 && !isRunning)
    throw new ServiceError('rate_limited');
  const load = () => ctx.db.asEngine(async (tx: Tx) => studyInput(await keptRound(tx, number)));
  return shownTo(ctx, await desk.ask({ kind: 'verify', key: keyOf(number), now: ctx.now, load }, true));
}
