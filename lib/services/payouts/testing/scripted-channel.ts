import type { Micros } from '@/lib/core/amount';
import type { Answer, Effect, EffectRequest, Party, PaymentChannel } from '../../payments/channel';
import { sandboxChannel } from '../../payments/sandbox-channel';

const done = <T>(value: T): Answer<T> => ({ kind: 'done', value });

/** What happens to the next call: it is answered, or its answer gets lost with or without its effect, or it is refused. */
export type Fate = 'answered' | 'lost_after' | 'lost_before' | { readonly refused: string };

/** A stripe-like channel in memory: keys are kept, effects are counted, and the test says what happens to each call. */
export class ScriptedChannel {
  availableMicros: Micros = 10n ** 15n;
  fate: Fate = 'answered';
  /** How its payees stand. */
  party: Pick<Party, 'enabled' | 'disabled' | 'requirements'> = {
    enabled: true,
    disabled: false,
    requirements: [],
  };
  /** Every call by name, in order. */
  readonly calls: string[] = [];
  readonly #paid = new Map<string, Effect>();
  readonly #payees = new Map<string, string>();

  /** Transfers that really happened, by our row's id. */
  get paid(): readonly string[] {
    return [...this.#paid.values()].map((effect) => effect.externalId.replace('tr_', ''));
  }

  get payees(): readonly string[] {
    return [...this.#payees.values()];
  }

  /** Lets an effect happen, or not, as fate has it. */
  #happen<T>(name: string, effect: () => T): Promise<Answer<T>> {
    this.calls.push(name);
    const { fate } = this;
    if (typeof fate === 'object')
      return Promise.resolve({ kind: 'refused', code: fate.refused, message: fate.refused });
    if (fate === 'lost_before') return Promise.resolve({ kind: 'unknown', message: 'no connection' });
    const value = effect();
    return Promise.resolve(fate === 'lost_after' ? { kind: 'unknown', message: 'timeout' } : done(value));
  }

  #pay(request: EffectRequest): Effect {
    const before = this.#paid.get(request.idempotencyKey);
    if (before) return before;
    const effect: Effect = {
      externalId: `tr_${request.paymentId}`,
      externalPaymentId: null,
      state: 'succeeded',
      failure: null,
      method: null,
      amountMicros: request.amountMicros,
      currency: request.currency,
      payUrl: null,
    };
    this.#paid.set(request.idempotencyKey, effect);
    this.availableMicros -= request.amountMicros;
    return effect;
  }

  readonly channel: PaymentChannel = {
    ...sandboxChannel,
    name: 'stripe',
    pay: (request) => this.#happen('pay', () => this.#pay(request)),
    lookUp: (_kind, request) => {
      this.calls.push('lookUp');
      const found = done(this.#paid.get(request.idempotencyKey) ?? null);
      return Promise.resolve(this.fate === 'answered' ? found : { kind: 'unknown', message: 'silent' });
    },
    makePayee: ({ idempotencyKey, organizationId }) =>
      this.#happen('makePayee', () => {
        const externalId = this.#payees.get(idempotencyKey) ?? `acct_${organizationId}`;
        this.#payees.set(idempotencyKey, externalId);
        return { externalId, ...this.party };
      }),
    getPayee: (externalId) => this.#happen('getPayee', () => ({ externalId, ...this.party })),
    onboardingUrl: (externalId) => Promise.resolve(done(`https://channel.test/onboarding/${externalId}`)),
    balance: () => Promise.resolve(done({ availableMicros: this.availableMicros, pendingMicros: 0n })),
  };
}
