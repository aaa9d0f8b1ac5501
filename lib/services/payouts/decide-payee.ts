import { z } from 'zod';
import { channelAccounts } from '@/db/schema';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { maskedNumber } from './name-bank';
import { payeeFingerprint } from './payee-fingerprint';
import { isPayee, lockPayee } from './payees';

export const DecidePayeeInput = z.strictObject({
  organizationId: z.string().max(40),
  /** The fingerprint of the details that the operator saw: nothing else is decided on. */
  seen: z.string().regex(/^[0-9a-f]{64}$/, 'not_a_fingerprint'),
  decision: z.enum(['confirm', 'refuse']),
  note: z.string().trim().max(500, 'too_long').default(''),
});

/**
 * An operator says that a provider's bank account is the provider's own, before any money goes there, or that it isn't,
 * with a reason the provider reads. Details that changed meanwhile are refused as `payee_changed`.
 */
export async function decidePayee(ctx: Ctx, raw: unknown): Promise<void> {
  authorize(ctx, 'money.book');
  const { organizationId, seen, decision, note } = parseInput(DecidePayeeInput, raw);
  const ref = { organizationId, channel: 'bank' as const };
  await ctx.db.asEngine(async (tx) => {
    const row = await lockPayee(tx, ref);
    if (!row?.bank) throw notFound();
    if (row.state !== 'pending' || payeeFingerprint(row) !== seen)
      return refuseWith({ code: 'payee_changed', facts: {} });
    const state = decision === 'confirm' ? ('enabled' as const) : ('disabled' as const);
    await tx
      .update(channelAccounts)
      .set({ state, requirements: note === '' ? [] : [note], updatedAt: ctx.now })
      .where(isPayee(ref));
    const said = {
      verb: 'payouts.decide-payee',
      subjectType: 'payee',
      subjectId: `${organizationId}/bank`,
      facts: { decision, note, holder: row.bank.holder, number: maskedNumber(row.bank.number) },
    };
    await audit(tx, ctx, said, { ...said, organizationId });
  });
}
