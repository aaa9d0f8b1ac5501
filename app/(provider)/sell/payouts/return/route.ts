import { redirect } from 'next/navigation';
import { guardedCtx } from '@/lib/http/context';
import { paymentTools } from '@/lib/http/payment-tools';
import { checkPayees } from '@/lib/services/payouts/set-up-payee';

/** Where a channel's hosted page sends a provider back to: asks how it stands now and shows it. */
export async function GET() {
  const { ctx } = await guardedCtx('wallet.view');
  if (ctx.actor.permissions.has('payouts.manage'))
    await checkPayees(ctx, paymentTools()).catch((error: unknown) =>
      ctx.log.warn({ err: error }, 'payees weren’t asked for on return'),
    );
  redirect('/sell/payouts');
}
