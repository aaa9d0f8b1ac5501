import { z } from 'zod';
import { CHANNELS, channelAccounts } from '@/db/schema';
import { payeeRestsUntil } from '@/lib/ledger/payout';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { isPayee, listPayees, lockPayee } from './payees';

export const ChoosePayeeInput = z.strictObject({ channel: z.enum(CHANNELS) });

/** A provider of several payees says to which of them it is paid from now on; that one rests first, as a new one would. */
export async function choosePayee(ctx: Ctx, raw: unknown): Promise<{ readonly restsUntil: Date | null }> {
  const organizationId = authorizeTrading(ctx, 'payouts.manage');
  const { channel } = parseInput(ChoosePayeeInput, raw);
  const ref = { organizationId, channel };
  return ctx.db.asEngine(async (tx) => {
    const row = await lockPayee(tx, ref);
    if (!row?.chosenAt) throw notFound();
    if (row.state !== 'enabled') return refuseWith({ code: 'payee_not_enabled', facts: { channel } });
    const [latest] = await listPayees(tx, organizationId);
    if (latest?.channel === channel) return { restsUntil: row.restsUntil };
    const restsUntil = payeeRestsUntil(ctx.now, true);
    await tx
      .update(channelAccounts)
      .set({ chosenAt: ctx.now, restsUntil, updatedAt: ctx.now })
      .where(isPayee(ref));
    await audit(tx, ctx, {
      verb: 'payouts.choose-payee',
      subjectType: 'payee',
      subjectId: `${organizationId}/${channel}`,
      facts: { channel, restsUntil: restsUntil?.toISOString() ?? null },
    });
    return { restsUntil };
  });
}
