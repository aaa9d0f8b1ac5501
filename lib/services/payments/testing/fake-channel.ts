import type { Answer, Effect, EffectRequest, PaymentChannel, PaymentTools } from '../channel';
import { sandboxChannel } from '../sandbox-channel';

/** What befalls a call: nothing, a timeout before or after its effect, a definite no, or an effect that isn't the row's. */
export type Fate = 'fine' | 'lost_before' | 'lost_after' | 'refused' | 'wrong_amount' | 'other_currency';

export interface FakeChannel {
  readonly tools: PaymentTools;
  /** Effects by idempotency key: as many as there ever were. */
  readonly effects: ReadonlyMap<string, Effect>;
  /** Keys in the order of the calls. */
  readonly calls: readonly string[];
  readonly lookUps: readonly string[];
  /** What befalls the next calls, in order; afterwards all is fine. */
  readonly befalls: (...fates: readonly Fate[]) => void;
  /** Forgets every key, as a channel does after a day; what was made stays. */
  readonly forgetKeys: () => void;
  /** Whether a top-up is paid at once or waits on its page. */
  opensPages: boolean;
  /** How top-ups are paid. */
  method: string;
  /** Whether its lists are behind: what was made isn't found. */
  hides: boolean;
}

/** A payment channel with an idempotent memory that fails as it is told. */
export function fakeChannel(name: 'stripe' | 'sandbox' = 'stripe'): FakeChannel {
  const effects = new Map<string, Effect>();
  const keys = new Map<string, Effect>();
  const calls: string[] = [];
  const lookUps: string[] = [];
  let fates: Fate[] = [];

  const effectOf = (request: EffectRequest, fate: Fate, isPage: boolean): Effect => ({
    externalId: `ext_${request.paymentId}_${effects.size}`,
    externalPaymentId: `pi_${request.paymentId}`,
    state: isPage ? 'open' : 'succeeded',
    failure: null,
    method: fake.method,
    amountMicros: request.amountMicros + (fate === 'wrong_amount' ? 10_000n : 0n),
    currency: fate === 'other_currency' ? 'USD' : request.currency,
    payUrl: isPage ? `https://pay.test/${request.paymentId}` : null,
  });

  function call(request: EffectRequest, isPage: boolean): Promise<Answer<Effect>> {
    const key = request.idempotencyKey;
    const fate = fates.shift() ?? 'fine';
    calls.push(key);
    if (fate === 'lost_before') return Promise.resolve({ kind: 'unknown', message: 'no connection' });
    if (fate === 'refused') return Promise.resolve({ kind: 'refused', code: 'declined', message: 'no' });
    const effect = keys.get(key) ?? effectOf(request, fate, isPage);
    if (!keys.has(key)) effects.set(`${key}#${effects.size}`, effect);
    keys.set(key, effect);
    if (fate === 'lost_after') return Promise.resolve({ kind: 'unknown', message: 'timeout' });
    return Promise.resolve({ kind: 'done', value: effect });
  }

  const fake: FakeChannel = {
    effects,
    calls,
    lookUps,
    befalls: (...next) => {
      fates = [...next];
    },
    forgetKeys: () => keys.clear(),
    opensPages: false,
    method: 'card',
    hides: false,
    tools: { channels: {}, appOrigin: 'http://market.test' },
  };
  const channel: PaymentChannel = {
    ...sandboxChannel,
    name,
    keepsPayers: name === 'stripe',
    startTopUp: (request) => call(request, fake.opensPages),
    refund: (request) => call(request, false),
    pay: (request) => call(request, false),
    lookUp: (_kind, request) => {
      lookUps.push(request.paymentId);
      if (fake.hides) return Promise.resolve({ kind: 'done', value: null });
      const found = [...effects.entries()].find(([key]) => key.startsWith(`${request.idempotencyKey}#`));
      return Promise.resolve({ kind: 'done', value: found?.[1] ?? null });
    },
  };
  return Object.assign(fake, { tools: { ...fake.tools, channels: { [name]: channel } } });
}
