import type { ZodError } from 'zod';
import { DatabaseRefusal } from '@/db/queries/refused';
import { sqlState } from '@/db/sql-state';
import type { Refusal } from '@/lib/core/result';

export const SERVICE_ERROR_CODES = [
  'not_signed_in',
  'forbidden',
  'not_found',
  'invalid_input',
  'refused',
  'conflict',
  'rate_limited',
  'unavailable',
] as const;
export type ServiceErrorCode = (typeof SERVICE_ERROR_CODES)[number];

/** An expected failure of a verb; lib/http maps it once to a status and words. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  constructor(
    readonly code: ServiceErrorCode,
    readonly details: {
      /** The rule's own refusal, for `refused`. */
      readonly refusal?: Refusal;
      /** Message key or words by input path, for `invalid_input`. */
      readonly fields?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(details.refusal ? `${code}: ${details.refusal.code}` : code);
  }
}

/** Throws a rule's refusal as a ServiceError, so that the transaction rolls back. */
export function refuseWith(refusal: Refusal): never {
  throw new ServiceError('refused', { refusal });
}

/** A foreign object looks exactly like a missing one. */
export const notFound = (): ServiceError => new ServiceError('not_found');

/** Field messages by dotted path of a zod error; the first message of a field wins. */
export function invalidInput(error: ZodError): ServiceError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.') || 'form';
    fields[path] ??= issue.message;
  }
  return new ServiceError('invalid_input', { fields });
}

/** A wait for the market's gate that took too long. */
const LOCK_TIMEOUT = '55P03';

/** Refusals of the database's own functions that a person can do something about. */
const EXPECTED = new Set([
  'insufficient_funds',
  'capacity_gone',
  'reserved_for_rounds',
  'same_control',
  'pool_not_active',
]);

const fact = (key: string, value: string | number) => (key.endsWith('Micros') ? BigInt(value) : value);

/** The ServiceError behind whatever a verb threw, or null when it's unexpected. */
export function asServiceError(error: unknown): ServiceError | null {
  if (error instanceof ServiceError) return error;
  if (sqlState(error) === LOCK_TIMEOUT) return new ServiceError('unavailable');
  if (!(error instanceof DatabaseRefusal) || !EXPECTED.has(error.code)) return null;
  const facts = Object.fromEntries(
    Object.entries(error.facts).map(([key, value]) => [key, fact(key, value)]),
  );
  return new ServiceError('refused', { refusal: { code: error.code, facts } });
}
