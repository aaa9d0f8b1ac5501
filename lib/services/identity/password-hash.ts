import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with 19 MiB, 2 passes, 1 lane: about 30 ms and the floor that OWASP names. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The same characters however a keyboard composed them. */
const composed = (password: string): string => password.normalize('NFKC');

/** Promises the argon2id hash of a password, with its own salt. */
export const hashPassword = (password: string): Promise<string> => hash(composed(password), COST);

let nobodysHash: Promise<string> | undefined;

/** Whether the password fits; an unknown person costs the same time as a wrong password. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(24).toString('base64'));
  const fits = await verify(passwordHash ?? (await nobodysHash), composed(password));
  return fits && passwordHash !== null;
}

/** A password nobody has chosen, to be shown once: 20 letters and digits, 100 random bits. */
export function makeOneTimePassword(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return [...randomBytes(20)]
    .map((byte) => alphabet[byte % 32])
    .join('')
    .replace(/(.{5})(?!$)/g, '$1-');
}
