import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { MEMBER_ROLES, memberships, persons } from '@/db/schema';
import { audit } from '../audit';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { Email, PersonName } from './inputs';
import { hashPassword, makeOneTimePassword } from './password-hash';

const AddMemberInput = z.strictObject({ email: Email, name: PersonName, role: z.enum(MEMBER_ROLES) });

export interface AddedMember {
  readonly personId: string;
  /** Shown once when the person is new to the market; null when they sign in already. */
  readonly oneTimePassword: string | null;
}

interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

async function findOrMakePerson(tx: Tx, ctx: Ctx, person: NewPerson): Promise<{ id: string; made: boolean }> {
  const [known] = await tx
    .select({ id: persons.id })
    .from(persons)
    .where(sql`lower(${persons.email}) = lower(${person.email})`);
  if (known) return { id: known.id, made: false };
  const id = ctx.newId('person');
  await tx.insert(persons).values({ id, ...person, eventAt: ctx.now });
  return { id, made: true };
}

/** Makes somebody a member of the acting organization; a person new to the market gets a password to be shown once. */
export async function addMember(ctx: Ctx, input: unknown): Promise<AddedMember> {
  const organizationId = authorize(ctx, 'members.manage');
  const { email, name, role } = parseInput(AddMemberInput, input);
  const oneTimePassword = makeOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  return ctx.db.asIdentity(async (tx) => {
    const person = await findOrMakePerson(tx, ctx, { email, name, passwordHash });
    const joined = await tx
      .insert(memberships)
      .values({ personId: person.id, organizationId, role, eventAt: ctx.now })
      .onConflictDoNothing()
      .returning({ personId: memberships.personId });
    if (joined.length === 0) refuseWith({ code: 'already_member', facts: { email } });
    await audit(tx, ctx, {
      verb: 'identity.add-member',
      subjectType: 'person',
      subjectId: person.id,
      facts: { role, newPerson: person.made },
    });
    return { personId: person.id, oneTimePassword: person.made ? oneTimePassword : null };
  });
}
