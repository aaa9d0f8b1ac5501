import { bankReference } from './bank-reference';
import type { Answer, Effect, EffectRequest, PaymentChannel } from './channel';

const done = <T>(value: T): Promise<Answer<T>> => Promise.resolve({ kind: 'done', value });
const byHand = (message: string): Promise<Answer<never>> =>
  Promise.resolve({ kind: 'refused', code: 'refused', message });

/** A transfer waits for people: the payer's or ours to send it, then two operators who say that the bank moved it. */
const waiting = (request: EffectRequest): Effect => ({
  externalId: bankReference(request.paymentId),
  externalPaymentId: null,
  state: 'open',
  failure: null,
  method: 'bank_transfer',
  amountMicros: request.amountMicros,
  currency: request.currency,
  payUrl: null,
});

/** Bank transfers, in and out: nothing moves by a call; one operator books what the bank did, another confirms it. */
export const bankChannel: PaymentChannel = {
  name: 'bank',
  movesRealMoney: true,
  startTopUp: (request) => done(waiting(request)),
  refund: (request) => done(waiting(request)),
  pay: (request) => done(waiting(request)),
  lookUp: (_kind, request) => done(waiting(request)),
  makePayer: () => byHand('a bank knows no payers'),
  makePayee: () => byHand('an operator looks at a payee’s bank account'),
  getPayee: () => byHand('an operator looks at a payee’s bank account'),
  onboardingUrl: () => byHand('a bank has no hosted page'),
  balance: () => byHand('an operator sees the bank’s balance'),
  listMovements: () => done([]),
};
