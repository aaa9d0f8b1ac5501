import { ServiceError } from '@/lib/services/errors';

/** A body's fields with what the address names; a body that isn't an object is refused. */
export function withPath(body: unknown, path: Readonly<Record<string, string | undefined>>): object {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ServiceError('invalid_input', { fields: { body: 'wrong_type' } });
  return { ...body, ...path };
}
