import { and, eq, sql } from 'drizzle-orm';
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
  /** Shown once. */
  readonly oneTimePassword: string;
}

interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/**
 * Makes the person, or refuses an address that has an account: nobody has proven that it is theirs, so whoever signed
 * up with it first mustn't be let into another's organization.
 */
async function makePerson(tx: Tx, ctx: Ctx, person: NewPerson, organizationId: string): Promise<string> {
  const [known] = await tx
    .select({ id: persons.id, joined: memberships.personId })
    .from(persons)
    .leftJoin(
      memberships,
      and(eq(memberships.personId, persons.id), eq(memberships.organizationId, organizationId)),
    )
    .where(sql`lower(${persons.email}) = lower(${person.email})`);
  if (known)
    refuseWith({ code: known.joined ? 'already_member' : 'person_known', facts: { email: person.email } });
  const id = ctx.newId('person');
  await tx.insert(persons).values({ id, ...person, eventAt: ctx.now });
  return id;
}

/** Makes somebody new to the market a member of the acting organization, with a password to be shown once. */
export async function addMember(ctx: Ctx, input: unknown): Promise<AddedMember> {
  const organizationId = authorize(ctx, 'members.manage');
  const { email, name, role } = parseInput(AddMemberInput, input);
  const oneTimePassword = makeOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  return ctx.db.asIdentity(async (tx) => {
    const personId = await makePerson(tx, ctx, { email, name, passwordHash }, organizationId);
    await tx.insert(memberships).values({ personId, organizationId, role, eventAt: ctx.now });
    await audit(tx, ctx, {
      verb: 'identity.add-member',
      subjectType: 'person',
      subjectId: personId,
      facts: { role },
    });
    return { personId, oneTimePassword };
  });
}
