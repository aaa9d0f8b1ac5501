import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type MemberRole, memberships, persons } from '@/db/schema';
import { notFound, refuseWith } from '../errors';

export interface Member {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly since: Date;
}

/** An organization's members, owners first. */
export const loadMembers = (tx: Tx, organizationId: string): Promise<Member[]> =>
  tx
    .select({
      personId: persons.id,
      name: persons.name,
      email: persons.email,
      role: memberships.role,
      since: memberships.eventAt,
    })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(
      sql`array_position(array['owner','trader','finance','viewer'], ${memberships.role})`,
      asc(persons.name),
    );

/** Locks the organization's memberships, so that two owners can't demote each other, and finds one; foreign persons look missing. */
export async function lockMember(tx: Tx, organizationId: string, personId: string): Promise<MemberRole> {
  const rows = await tx
    .select({ personId: memberships.personId, role: memberships.role })
    .from(memberships)
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(asc(memberships.personId))
    .for('update');
  const member = rows.find((row) => row.personId === personId);
  if (!member) throw notFound();
  return member.role;
}

/** Refuses `last_owner` when the organization would be left without an owner who can sign in. */
export async function keepAnOwner(tx: Tx, organizationId: string): Promise<void> {
  const [owner] = await tx
    .select({ personId: persons.id })
    .from(memberships)
    .innerJoin(persons, eq(persons.id, memberships.personId))
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(memberships.role, 'owner'),
        sql`${persons.disabledAt} is null`,
      ),
    )
    .limit(1);
  if (!owner) refuseWith({ code: 'last_owner', facts: {} });
}
