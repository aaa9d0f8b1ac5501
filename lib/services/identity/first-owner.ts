import { z } from 'zod';
import type { Tx } from '@/db/client';
import type { Ctx } from '../context';
import { Email, PersonName } from './inputs';
import { hashChosenPassword, join, makePerson } from './make-person';
import { hashPassword, makeOneTimePassword } from './password-hash';

/** The person who owns an organization that is registered for them; without a password they get one, shown once. */
export const FirstOwner = {
  name: PersonName,
  email: Email,
  password: z.string().nullable().default(null),
};

export interface OwnerSecret {
  readonly passwordHash: string;
  /** To be shown once; null when the password was chosen. */
  readonly oneTimePassword: string | null;
}

export async function ownerSecret(password: string | null, email: string): Promise<OwnerSecret> {
  if (password !== null)
    return { passwordHash: await hashChosenPassword(password, email), oneTimePassword: null };
  const oneTimePassword = makeOneTimePassword();
  return { passwordHash: await hashPassword(oneTimePassword), oneTimePassword };
}

export interface OwnedBy {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly organizationId: string;
}

/** Makes the person and their ownership; promises the person's id. */
export async function giveOwner(tx: Tx, ctx: Ctx, owner: OwnedBy): Promise<string> {
  const { organizationId, ...person } = owner;
  const personId = await makePerson(tx, ctx, person);
  await join(tx, ctx, personId, organizationId, 'owner');
  return personId;
}
