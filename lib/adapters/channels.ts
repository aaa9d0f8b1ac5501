import { bankChannel } from '@/lib/services/payments/bank-channel';
import type { PaymentChannel, PaymentTools } from '@/lib/services/payments/channel';
import { sandboxChannel } from '@/lib/services/payments/sandbox-channel';
import { type Env, EnvError, env } from './env';
import { stripeChannel } from './stripe/stripe-channel';

/** The channels of an environment: Stripe where it is set up, else the sandbox; bank transfers where an account is named. */
export function channelsOf(found: Env): PaymentTools['channels'] {
  const first: PaymentChannel = found.stripe ? stripeChannel(found.stripe) : sandboxChannel;
  return { [first.name]: first, ...(found.bankAccount ? { bank: bankChannel } : {}) };
}

/**
 * Refuses to go on with a Stripe key of another kind of market, by an EnvError: a live key moves real money, so it belongs
 * into a real market, and a test key anywhere else.
 */
export function assertKeyFits({ stripe }: Pick<Env, 'stripe'>, purpose: string): void {
  const isReal = purpose === 'production';
  if (stripe && stripe.livemode !== isReal)
    throw new EnvError(
      isReal
        ? 'STRIPE_SECRET_KEY is a test key, and this is a real market: it needs a live key.'
        : `STRIPE_SECRET_KEY is a live key, and this is a ${purpose} market: it needs a test key.`,
    );
}

let madeOnce: PaymentTools | undefined;

/** What verbs with outside effects get in this process, from its environment. */
export function paymentTools(): PaymentTools {
  madeOnce ??= { channels: channelsOf(env()), appOrigin: env().appOrigin };
  return madeOnce;
}
