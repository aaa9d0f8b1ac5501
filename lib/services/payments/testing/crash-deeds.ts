import type { Ctx } from '../../context';
import { setUpPayee } from '../../payouts/set-up-payee';
import { engineContext, ownerContext } from '../../testing/contexts';
import { attemptPayment } from '../attempt-payment';
import type { PaymentTools } from '../channel';
import { type OnStep, watchedChannel, watchedDatabase } from './watched';

/** What is done on the way to an effect, in this process or in one that dies. */
export type Deed =
  | { readonly does: 'attempt'; readonly paymentId: string }
  | { readonly does: 'set_up_payee'; readonly organizationId: string };

/** Does it, telling of every step. */
export async function perform(
  deed: Deed,
  market: Pick<Ctx, 'db' | 'now'>,
  tools: PaymentTools,
  onStep: OnStep,
): Promise<void> {
  const test = { db: watchedDatabase(market.db, onStep), now: market.now };
  const { stripe } = tools.channels;
  const watched: PaymentTools = {
    ...tools,
    channels: stripe ? { stripe: watchedChannel(stripe, onStep) } : {},
    reached: (point) => onStep(point),
  };
  if (deed.does === 'attempt') await attemptPayment(engineContext(test), watched, deed.paymentId);
  else
    await setUpPayee(ownerContext(test, deed.organizationId, ['provider']), watched, { channel: 'stripe' });
  await onStep('end');
}
