import type { Tx } from '@/db/client';
import { channelAccounts } from '@/db/schema';
import { audit } from '../audit';
import type { Ctx } from '../context';
import type { PaymentRow } from '../payments/kinds';
import { isSameBank, maskedNumber } from './name-bank';
import { isPayee, lockPayee } from './payees';

/** What is asked about a bank account that a payout came back from. */
const PAYOUT_RETURNED = 'payout_returned';

/**
 * A payout came back from the bank account it went to: nothing more goes there before an operator has looked at it again,
 * or the provider has named another. An account that was named in place of it stays as it is.
 */
export async function checkPayeeAgain(tx: Tx, ctx: Ctx, payout: PaymentRow): Promise<void> {
  const ref = { organizationId: payout.organizationId, channel: payout.channel };
  const row = await lockPayee(tx, ref);
  const sentTo = payout.payee?.bank;
  if (!row?.bank || !sentTo || !isSameBank(row.bank, sentTo) || row.state === 'disabled') return;
  await tx
    .update(channelAccounts)
    .set({ state: 'pending', requirements: [PAYOUT_RETURNED], updatedAt: ctx.now })
    .where(isPayee(ref));
  await audit(tx, ctx, {
    verb: 'payouts.check-payee-again',
    subjectType: 'payee',
    subjectId: `${ref.organizationId}/${ref.channel}`,
    organizationId: ref.organizationId,
    facts: { payment: payout.id, number: maskedNumber(row.bank.number), before: row.state },
  });
}
