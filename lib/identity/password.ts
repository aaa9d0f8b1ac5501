import { ok, type Result, refuse } from '@/lib/core/result';
import { COMMON_PASSWORDS } from './common-passwords';

export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 200;

export type PasswordRefusal = 'password_too_short' | 'password_too_long' | 'password_too_common';

const DIFFERENT_MIN = 4;
const CONTEXT_LENGTH_MIN = 5;

/**
 * Admits a password of 10 to 200 characters that isn't among the first ones tried: a common one, a few characters
 * repeated, or the person's own e-mail name with little around it. No composition rules: length is what counts.
 */
export function checkPassword(password: string, email: string): Result<string, PasswordRefusal> {
  const characters = [...password.normalize('NFKC')];
  if (characters.length < PASSWORD_LENGTH_MIN)
    return refuse('password_too_short', { least: PASSWORD_LENGTH_MIN, found: characters.length });
  if (characters.length > PASSWORD_LENGTH_MAX)
    return refuse('password_too_long', { most: PASSWORD_LENGTH_MAX, found: characters.length });
  const plain = characters.join('').toLowerCase();
  if (COMMON_PASSWORDS.has(plain)) return refuse('password_too_common');
  if (new Set([...plain]).size < DIFFERENT_MIN) return refuse('password_too_common');
  const name = (email.split('@')[0] ?? '').toLowerCase();
  if (name.length >= CONTEXT_LENGTH_MIN && plain.replaceAll(name, '').length < CONTEXT_LENGTH_MIN)
    return refuse('password_too_common');
  return ok(password);
}
