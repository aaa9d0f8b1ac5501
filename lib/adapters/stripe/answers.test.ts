import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { answerToError } from './answers';

/** What Stripe's client throws for an error that was answered so. */
const said = (statusCode: number, type: string, code?: string, param?: string) =>
  answerToError(
    Stripe.errors.StripeError.generate({
      statusCode,
      type: type as 'api_error',
      message: 'no',
      ...(code && { code }),
      ...(param && { param }),
    }),
  );
const kinds = (...answers: readonly ReturnType<typeof said>[]) => answers.map(({ kind }) => kind);

describe('an error of Stripe’s', () => {
  it('429, 409, 5xx and 401 say nothing of the effect: it may have happened, and is asked for again', () => {
    expect(
      kinds(
        said(429, 'invalid_request_error', 'rate_limit'),
        said(429, 'invalid_request_error', 'lock_timeout'),
        said(409, 'idempotency_error', 'idempotency_key_in_use'),
        said(409, 'invalid_request_error', 'lock_timeout'),
        said(500, 'api_error'),
        said(503, 'api_error'),
        said(401, 'invalid_request_error', 'api_key_expired'),
        said(403, 'invalid_request_error', 'account_invalid'),
      ),
    ).toEqual(Array.from({ length: 8 }, () => 'unknown'));
  });

  it('a key used with other parameters is unknown too, and an operator is to look: a row never changes what it asks', () => {
    expect(said(400, 'idempotency_error')).toMatchObject({ kind: 'unknown', alarm: 'key_conflict' });
    expect(said(409, 'idempotency_error', 'idempotency_key_in_use')).not.toHaveProperty('alarm');
    expect(said(429, 'invalid_request_error', 'rate_limit')).not.toHaveProperty('alarm');
  });

  it('about the request itself is a definite no, in our words', () => {
    expect(said(400, 'invalid_request_error', 'balance_insufficient')).toMatchObject({
      kind: 'refused',
      code: 'balance_insufficient',
    });
    expect(said(400, 'invalid_request_error', 'resource_missing', 'destination')).toMatchObject({
      kind: 'refused',
      code: 'payee_closed',
    });
    expect(said(402, 'card_error', 'card_declined')).toMatchObject({ kind: 'refused', code: 'declined' });
  });

  it('anything that isn’t Stripe’s is ours, and breaks off', () => {
    expect(() => answerToError(new TypeError('x'))).toThrow(TypeError);
  });
});
