import { z } from 'zod';
import {
  decideDispute as admitDecision,
  DECISION_GROUNDS,
  OUTCOMES,
  unitsOfShare,
} from '@/lib/settlement/dispute';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { lockDispute } from './lock-dispute';
import { decidedBefore, type SettledDispute, settleDispute } from './settle-dispute';
import { askedHash, DisputeIdInput, RequestIdInput } from './statement-input';

const WholeUnits = z
  .union([z.bigint(), z.string().regex(/^\d{1,18}$/, 'whole_number')])
  .transform((value) => BigInt(value));

export const DecideInput = z
  .strictObject({
    disputeId: DisputeIdInput,
    requestId: RequestIdInput,
    outcome: z.enum(OUTCOMES),
    ground: z.enum(DECISION_GROUNDS),
    /** For `shared`, of the delivery's units those that are paid. */
    providerUnits: WholeUnits.optional(),
    /** Or their share in hundredths of a percent, rounded down to whole units. */
    shareBps: z.coerce.number().int().min(0).max(10_000).optional(),
    note: z.string().max(4000),
  })
  .refine((input) => input.providerUnits === undefined || input.shareBps === undefined, {
    path: ['shareBps'],
    message: 'one_of_two',
  });

/**
 * The operator ends a dispute for one side or with a share of its units, on a typed ground and with a note both sides read;
 * the frozen money moves at once (S-3). The same request id decides once.
 */
export async function decideDispute(ctx: Ctx, raw: unknown): Promise<SettledDispute> {
  authorize(ctx, 'disputes.decide');
  const { disputeId, requestId, outcome, ground, shareBps, ...input } = parseInput(DecideInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const found = await lockDispute(tx, ctx, disputeId);
    const { units } = found.delivery;
    const providerUnits =
      input.providerUnits ?? (shareBps === undefined ? null : unitsOfShare(units, shareBps));
    const note = input.note.trim();
    const hash = askedHash({
      outcome,
      ground,
      note,
      providerUnits: outcome === 'shared' ? providerUnits : null,
    });
    const before = decidedBefore(found.dispute, { requestId, hash });
    if (before) return before;
    const admitted = admitDecision(found.hearing, units, { outcome, ground, note, providerUnits });
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const deciding = { ...admitted.value, by: 'operator' as const, ground, note, requestId, hash };
    return settleDispute(tx, ctx, found, deciding, 'disputes.decide-dispute');
  });
}
