import type { ServiceErrorCode } from '@/lib/services/errors';

/** The one table from a verb's failure to an HTTP status. */
export const STATUS_OF: Readonly<
  Record<ServiceErrorCode | 'internal' | 'bad_origin' | 'two_credentials', number>
> = {
  not_signed_in: 401,
  forbidden: 403,
  bad_origin: 403,
  two_credentials: 400,
  not_found: 404,
  conflict: 409,
  refused: 409,
  invalid_input: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};
