import { stripeChannel } from '@/lib/adapters/stripe/stripe-channel';
import type { PaymentTools } from '../channel';

/** Where a Stripe is, and the key it takes. */
export interface StripeAt {
  readonly origin: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
}

/** The tools of a market whose only channel is a Stripe at some address; it doesn't wait long for an answer. */
export function stripeTools({ origin, secretKey, webhookSecret }: StripeAt, timeoutMs = 2_000): PaymentTools {
  const settings = {
    secretKey,
    webhookSecret,
    webhookSecretOld: null,
    livemode: false,
    apiBase: origin,
    methods: ['card', 'alipay', 'wechat_pay'],
  };
  return { channels: { stripe: stripeChannel(settings, timeoutMs) }, appOrigin: 'http://market.test' };
}
