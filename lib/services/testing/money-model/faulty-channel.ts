import { bankChannel } from '../../payments/bank-channel';
import type { Answer, Effect, EffectRequest, PaymentChannel, PaymentTools } from '../../payments/channel';
import { sandboxChannel } from '../../payments/sandbox-channel';

/** What happens to a call: answered; done, but the answer gets lost; lost before it was done; refused for good. */
export const FATES = ['answered', 'lost_after', 'lost_before', 'refused'] as const;
export type Fate = (typeof FATES)[number];

const CENT = 10_000n;

/** A channel in memory that keeps keys, counts what really happened, and answers as its fate says. */
export class FaultyChannel {
  fate: Fate = 'answered';
  /** What happened, by our row's id; a repeated key happens once. */
  readonly happened = new Map<string, Effect>();

  #effect(name: string, request: EffectRequest): Effect {
    return {
      externalId: `${name}_${request.paymentId}`,
      externalPaymentId: `pi_${request.paymentId}`,
      state: 'succeeded',
      failure: null,
      // Half of what comes in is card money, which waits (L-6).
      method: (request.amountMicros / CENT) % 2n === 1n ? 'card' : 'alipay',
      amountMicros: request.amountMicros,
      currency: request.currency,
      payUrl: null,
    };
  }

  #call(name: string, request: EffectRequest): Promise<Answer<Effect>> {
    const before = this.happened.get(request.paymentId);
    if (this.fate === 'lost_before') return Promise.resolve({ kind: 'unknown', message: 'no connection' });
    if (this.fate === 'refused' && !before)
      return Promise.resolve({ kind: 'refused', code: 'card_declined', message: 'refused' });
    const value = before ?? this.#effect(name, request);
    this.happened.set(request.paymentId, value);
    return Promise.resolve(
      this.fate === 'lost_after' ? { kind: 'unknown', message: 'timeout' } : { kind: 'done', value },
    );
  }

  readonly channel: PaymentChannel = {
    ...sandboxChannel,
    name: 'stripe',
    startTopUp: (request) => this.#call('cs', request),
    refund: (request) => this.#call('re', request),
    pay: (request) => this.#call('tr', request),
    lookUp: (_kind, request) =>
      Promise.resolve(
        this.fate.startsWith('lost')
          ? { kind: 'unknown', message: 'silent' }
          : { kind: 'done', value: this.happened.get(request.paymentId) ?? null },
      ),
  };

  readonly tools: PaymentTools = {
    channels: { stripe: this.channel, bank: bankChannel },
    appOrigin: 'http://market.test',
  };
}
