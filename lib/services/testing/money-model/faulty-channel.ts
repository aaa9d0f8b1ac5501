import { bankChannel } from '../../payments/bank-channel';
import type { Answer, Effect, EffectRequest, PaymentChannel, PaymentTools } from '../../payments/channel';
import { sandboxChannel } from '../../payments/sandbox-channel';

/** What happens to a call: answered; done, but the answer gets lost; lost before it was done; refused for good. */
export const FATES = ['answered', 'lost_after', 'lost_before', 'refused'] as const;
export type Fate = (typeof FATES)[number];

/** What is asked of the channel, and the sign by which it moves the balance there. */
const SIGNS = { cs: 1n, re: -1n, tr: -1n } as const;
type Asked = keyof typeof SIGNS;

interface Happened {
  readonly paymentId: string;
  readonly effect: Effect;
}

const CENT = 10_000n;

/**
 * A channel in memory that keeps keys, counts what really happened, and answers as its fate says. A call with a key that
 * was used gets the first one's answer; with another key it is another effect, whatever payment it names.
 */
export class FaultyChannel {
  fate: Fate = 'answered';
  /** What the exchange has there. */
  balance = 0n;
  readonly #happened = new Map<string, Happened>();
  readonly #refused = new Map<string, { readonly asked: Asked; readonly request: EffectRequest }>();

  /** What happened of a payment, by our row's id. */
  effectsOf(paymentId: string): readonly Effect[] {
    return [...this.#happened.values()]
      .filter((one) => one.paymentId === paymentId)
      .map(({ effect }) => effect);
  }

  /** Money moves there past us: a bank takes it back, or a payee. */
  moves(micros: bigint): void {
    this.balance += micros;
  }

  /** What was refused happens after all; undefined if this payment never was. */
  happensAfterAll(paymentId: string): Effect | undefined {
    const found = [...this.#refused].find(([, { request }]) => request.paymentId === paymentId);
    if (!found) return undefined;
    const [key, { asked, request }] = found;
    this.#refused.delete(key);
    return this.#make(asked, request);
  }

  #make(asked: Asked, request: EffectRequest): Effect {
    const { paymentId, idempotencyKey, amountMicros, currency } = request;
    const effect: Effect = {
      externalId: `${asked}_${idempotencyKey}`,
      externalPaymentId: `pi_${paymentId}`,
      state: 'succeeded',
      failure: null,
      // Half of what comes in is card money, which waits (L-6).
      method: (amountMicros / CENT) % 2n === 1n ? 'card' : 'alipay',
      amountMicros,
      currency,
      payUrl: null,
    };
    this.#happened.set(idempotencyKey, { paymentId, effect });
    this.balance += SIGNS[asked] * amountMicros;
    return effect;
  }

  #call(asked: Asked, request: EffectRequest): Promise<Answer<Effect>> {
    const before = this.#happened.get(request.idempotencyKey);
    if (this.fate === 'lost_before') return Promise.resolve({ kind: 'unknown', message: 'no connection' });
    if (this.fate === 'refused' && !before) {
      this.#refused.set(request.idempotencyKey, { asked, request });
      return Promise.resolve({ kind: 'refused', code: 'card_declined', message: 'refused' });
    }
    const value = before?.effect ?? this.#make(asked, request);
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
    lookUp: (_kind, { paymentId }) =>
      Promise.resolve(
        this.fate.startsWith('lost')
          ? { kind: 'unknown', message: 'silent' }
          : { kind: 'done', value: this.effectsOf(paymentId)[0] ?? null },
      ),
  };

  readonly tools: PaymentTools = {
    channels: { stripe: this.channel, bank: bankChannel },
    appOrigin: 'http://market.test',
  };
}
