import { bankChannel } from '@/lib/services/payments/bank-channel';
import type { PaymentChannel, PaymentTools } from '@/lib/services/payments/channel';
import { sandboxChannel } from '@/lib/services/payments/sandbox-channel';
import { type Env, env } from './env';
import { stripeChannel } from './stripe/stripe-channel';

/** The channels of an environment: Stripe where it is set up, else the sandbox; bank transfers where an account is named. */
export function channelsOf(found: Env): PaymentTools['channels'] {
  const first: PaymentChannel = found.stripe ? stripeChannel(found.stripe) : sandboxChannel;
  return { [first.name]: first, ...(found.bankAccount ? { bank: bankChannel } : {}) };
}

let madeOnce: PaymentTools | undefined;

/** What verbs with outside effects get in this process, from its environment. */
export function paymentTools(): PaymentTools {
  madeOnce ??= { channels: channelsOf(env()), appOrigin: env().appOrigin };
  return madeOnce;
}
