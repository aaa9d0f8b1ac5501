import { z } from 'zod';
import { lockTurn } from '@/db/queries/lock-turn';
import { type BankDetails, channelAccounts } from '@/db/schema';
import { payeeRestsUntil } from '@/lib/ledger/payout';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import type { PaymentTools } from '../payments/channel';
import { isPayee, lockPayee } from './payees';
import { replacesPayee } from './set-up-payee';

const line = (longest: number) => z.string().trim().min(1, 'required').max(longest, 'too_long');

export const NameBankInput = z.strictObject({
  holder: line(140),
  bank: line(140),
  /** An account number or IBAN; spaces and dashes don't count. */
  number: z
    .string()
    .transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().regex(/^[0-9A-Z]{6,34}$/, 'not_an_account_number')),
});

/** The last four of an account number: enough to recognize it by, in an audit trail or a list. */
export const maskedNumber = (number: string): string => `…${number.slice(-4)}`;

/** Whether two are the same account, word for word. */
export const isSameBank = (a: BankDetails | null, b: BankDetails): boolean =>
  a !== null && a.holder === b.holder && a.bank === b.bank && a.number === b.number;

/**
 * A provider names the bank account it is paid to. No money moves there before an operator has confirmed it; named again
 * in place of another, it must be confirmed again and rests, and payouts that already stand go where they were made for.
 */
export async function nameBank(
  ctx: Ctx,
  tools: PaymentTools,
  raw: unknown,
): Promise<{ readonly restsUntil: Date | null }> {
  const organizationId = authorizeTrading(ctx, 'payouts.manage');
  const bank = parseInput(NameBankInput, raw);
  if (!tools.channels.bank) return refuseWith({ code: 'channel_not_set_up', facts: { channel: 'bank' } });
  const ref = { organizationId, channel: 'bank' as const };
  return ctx.db.asEngine(async (tx) => {
    // Where none stands yet there is no row to lock: the same naming sent twice at once is one.
    await lockTurn(tx, `name-bank/${organizationId}`);
    const standing = await lockPayee(tx, ref);
    if (standing && isSameBank(standing.bank, bank) && standing.state !== 'disabled')
      return { restsUntil: standing.restsUntil };
    const replaces =
      standing?.state === 'enabled' || standing?.restsUntil != null || (await replacesPayee(tx, ref));
    // Two namings never share an instant, whatever the clocks say.
    const chosenAt = new Date(Math.max(ctx.now.getTime(), (standing?.chosenAt?.getTime() ?? 0) + 1));
    const changes = {
      bank,
      state: 'pending' as const,
      requirements: [],
      chosenAt,
      restsUntil: payeeRestsUntil(chosenAt, replaces),
      updatedAt: ctx.now,
    };
    if (standing) await tx.update(channelAccounts).set(changes).where(isPayee(ref));
    else await tx.insert(channelAccounts).values({ ...ref, role: 'payee', ...changes, eventAt: ctx.now });
    await audit(tx, ctx, {
      verb: 'payouts.name-bank',
      subjectType: 'payee',
      subjectId: `${organizationId}/bank`,
      facts: {
        holder: bank.holder,
        bank: bank.bank,
        number: maskedNumber(bank.number),
        before: standing?.bank ? maskedNumber(standing.bank.number) : null,
        restsUntil: changes.restsUntil?.toISOString() ?? null,
      },
    });
    return { restsUntil: changes.restsUntil };
  });
}
