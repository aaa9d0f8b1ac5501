import type { Answer, Effect, EffectRequest, Party, PaymentChannel, PaymentTools } from './channel';

const done = <T>(value: T): Promise<Answer<T>> => Promise.resolve({ kind: 'done', value });

/** Play money moves at once and always. */
const moved = (request: EffectRequest): Effect => ({
  externalId: `sandbox_${request.paymentId}`,
  externalPaymentId: `sandbox_paid_${request.paymentId}`,
  state: 'succeeded',
  failure: null,
  method: null,
  amountMicros: request.amountMicros,
  currency: request.currency,
  payUrl: null,
});

const party = (organizationId: string): Party => ({
  externalId: `sandbox_${organizationId}`,
  enabled: true,
  disabled: false,
  requirements: [],
});

/** More play money than any market pays out. */
const PLENTY_MICROS = 10n ** 18n;

/** The channel of markets without a real one: every effect succeeds at once, and every payee may be paid. */
export const sandboxChannel: PaymentChannel = {
  name: 'sandbox',
  startTopUp: (request) => done(moved(request)),
  refund: (request) => done(moved(request)),
  pay: (request) => done(moved(request)),
  lookUp: (_kind, request) => done(moved(request)),
  makePayer: ({ organizationId }) => done(party(organizationId)),
  makePayee: ({ organizationId }) => done(party(organizationId)),
  getPayee: (externalId) => done(party(externalId.replace(/^sandbox_/, ''))),
  onboardingUrl: (_externalId, returnUrl) => done(returnUrl),
  balance: () => done({ availableMicros: PLENTY_MICROS, pendingMicros: 0n }),
  listMovements: () => done([]),
};

/** What a market has that no real channel was set up for. */
export const SANDBOX_TOOLS: PaymentTools = {
  channels: { sandbox: sandboxChannel },
  appOrigin: 'http://localhost',
};
