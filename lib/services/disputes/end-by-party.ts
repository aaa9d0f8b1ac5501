import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { disputes } from '@/db/schema';
import type { Permission } from '@/lib/identity/permissions';
import { endByParty as admitEnd, type PartyGround } from '@/lib/settlement/dispute';
import type { Party } from '@/lib/settlement/hearing';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { lockDispute, partyOf } from './lock-dispute';
import { decidedBefore, type SettledDispute, settleDispute } from './settle-dispute';
import { askedHash, DisputeIdInput, RequestIdInput } from './statement-input';

export const EndInput = z.strictObject({
  disputeId: DisputeIdInput,
  requestId: RequestIdInput,
  note: z.string().max(2000).default(''),
});

/** How a side gives itself up, and who may. */
const ENDS = {
  withdrawn: { party: 'buyer', permission: 'deliveries.accept', verb: 'disputes.withdraw-rejection' },
  conceded: { party: 'provider', permission: 'deliveries.report', verb: 'disputes.concede-dispute' },
} as const satisfies Readonly<
  Record<PartyGround, { readonly party: Party; readonly permission: Permission; readonly verb: string }>
>;

/**
 * A side gives its own claim up. It is found and named as the organization itself, and settled as the engine: money moves
 * that a party can't move alone.
 */
export async function endByParty(ctx: Ctx, raw: unknown, ground: PartyGround): Promise<SettledDispute> {
  const { party, permission, verb } = ENDS[ground];
  const organizationId = authorize(ctx, permission);
  const { disputeId, requestId, note } = parseInput(EndInput, raw);
  await ctx.db.asOrganization(organizationId, async (tx) => {
    const [own] = await tx.select().from(disputes).where(eq(disputes.id, disputeId));
    if (!own || partyOf(own, organizationId) !== party) throw notFound();
  });
  return ctx.db.asEngine(async (tx) => {
    const found = await lockDispute(tx, ctx, disputeId);
    if (partyOf(found.dispute, organizationId) !== party) throw notFound();
    const asked = { requestId, hash: askedHash({ ground, note: note.trim() }) };
    const before = decidedBefore(found.dispute, asked);
    if (before) return before;
    const admitted = admitEnd(found.hearing, found.delivery.units, ground);
    if (!admitted.ok) return refuseWith(admitted.refusal);
    const deciding = { ...admitted.value, by: party, ground, note: note.trim() || null, ...asked };
    return settleDispute(tx, ctx, found, deciding, verb);
  });
}
