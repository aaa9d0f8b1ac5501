import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { payments } from '@/db/schema';
import { type PayeeStanding, payeeReady } from '@/lib/ledger/payout';
import type { Ctx } from '../context';
import type { PaymentTools } from '../payments/channel';
import type { PaymentRow } from '../payments/kinds';
import { failPayment, lockPayment } from '../payments/record-effect';
import { isSameBank } from './name-bank';
import { listPayees, type PayeeRow, paidTo } from './payees';

/** How long until a payee is looked at again that its payout waits for. */
const LOOK_AGAIN_MS = 10 * 60_000;

/** Whether a payout was made for the account that stands at its channel now. */
const isMadeFor = ({ payee }: PaymentRow, row: PayeeRow): boolean =>
  payee?.bank ? isSameBank(row.bank, payee.bank) : payee?.externalId === row.externalId;

async function standingOf(tx: Tx, tools: PaymentTools, payout: PaymentRow): Promise<PayeeStanding> {
  const payees = await listPayees(tx, payout.organizationId);
  const own = payees.find((row) => row.channel === payout.channel && isMadeFor(payout, row));
  return { state: own?.state ?? null, hasAnother: paidTo(payees, tools) !== null };
}

/**
 * Whether a payment's payee stands ready: everything but a payout that was never sent does. A payee that may not be paid
 * for now lets its payout wait and says so; one that is closed ends it, and its money is payable again (L-6).
 */
export function payeeStands(ctx: Ctx, tools: PaymentTools, paymentId: string): Promise<boolean> {
  return ctx.db.asEngine(async (tx) => {
    const payout = await lockPayment(tx, paymentId);
    if (payout?.kind !== 'payout' || payout.state !== 'pending' || payout.firstAttemptAt) return true;
    const ready = payeeReady(await standingOf(tx, tools, payout));
    if (ready === 'closed') await failPayment(tx, ctx, payout, 'payee_closed');
    if (ready === 'waits')
      await tx
        .update(payments)
        .set({ waitsFor: 'payee', nextAttemptAt: new Date(ctx.now.getTime() + LOOK_AGAIN_MS) })
        .where(eq(payments.id, paymentId));
    return ready === 'ready';
  });
}
