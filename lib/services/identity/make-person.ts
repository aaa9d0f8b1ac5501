import type { Tx } from '@/db/client';
import { type MemberRole, memberships, persons } from '@/db/schema';
import { checkPassword } from '@/lib/identity/password';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { fieldRefusal } from './field-refusal';
import { hashPassword } from './password-hash';

/** Refuses a password that a person may not choose, at its field. */
export function refuseWeakPassword(password: string, email: string): void {
  const checked = checkPassword(password, email);
  if (!checked.ok) throw fieldRefusal('password', checked.refusal);
}

/** Checks a password a person chooses and promises its hash; done before a transaction, because it takes time. */
export async function hashChosenPassword(password: string, email: string): Promise<string> {
  refuseWeakPassword(password, email);
  return hashPassword(password);
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

/** Registers a person; an address somebody has is refused `email_taken`. */
export async function makePerson(tx: Tx, ctx: Ctx, person: NewPerson): Promise<string> {
  const [made] = await tx
    .insert(persons)
    .values({ id: ctx.newId('person'), ...person, eventAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: persons.id });
  if (!made) return refuseWith({ code: 'email_taken', facts: {} });
  return made.id;
}

export const join = (tx: Tx, ctx: Ctx, personId: string, organizationId: string, role: MemberRole) =>
  tx.insert(memberships).values({ personId, organizationId, role, eventAt: ctx.now });
