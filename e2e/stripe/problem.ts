/** An error as Stripe answers it. */
export class StripeProblem extends Error {
  override readonly name = 'StripeProblem';
  constructor(
    readonly status: number,
    readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error',
    message: string,
    readonly more: { readonly code?: string; readonly param?: string } = {},
    /** Whether the endpoint had begun its work: only then is the answer kept under the idempotency key. */
    readonly begun = false,
  ) {
    super(message);
  }

  body(): { readonly error: Record<string, string> } {
    return { error: { type: this.type, message: this.message, ...this.more } };
  }
}

/** Parameters that don't pass: nothing began, nothing is kept. */
export const invalid = (message: string, more: { code?: string; param?: string } = {}): StripeProblem =>
  new StripeProblem(400, 'invalid_request_error', message, more);

/** Refused while working, such as for want of balance: kept under the key like any answer. */
export const refused = (message: string, more: { code?: string; param?: string } = {}): StripeProblem =>
  new StripeProblem(400, 'invalid_request_error', message, more, true);

/** An id that leads nowhere: 404 when it is the address, 400 when it is a parameter. */
export const missing = (what: string, id: string, param: string): StripeProblem =>
  new StripeProblem(param === 'id' ? 404 : 400, 'invalid_request_error', `No such ${what}: '${id}'`, {
    code: 'resource_missing',
    param,
  });

export const serverError = (): StripeProblem =>
  new StripeProblem(
    500,
    'api_error',
    'An unknown error occurred. Let us know at https://support.stripe.com.',
    {},
    true,
  );
