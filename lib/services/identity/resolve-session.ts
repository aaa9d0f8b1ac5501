import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { type MemberRole, memberships, organizations, persons, sessions } from '@/db/schema';
import { type Capacities, permissionsOf } from '@/lib/identity/permissions';
import type { Actor } from '../context';
import { capacitiesOf } from './capacities';
import { securityNow } from './security-clock';

export interface ViewerMembership {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly role: MemberRole;
}

/** An open session: who acts, and what the screens' frame says about them. */
export interface OpenSession {
  readonly sessionId: string;
  readonly actor: Actor;
  readonly personName: string;
  readonly email: string;
  readonly organizationName: string | null;
  readonly capacities: Capacities | null;
  readonly memberships: readonly ViewerMembership[];
}

const membershipsOfPerson = sql<ViewerMembership[]>`(
  select coalesce(json_agg(json_build_object('organizationId', o.id, 'organizationName', o.registered_name,
    'role', m.role) order by o.registered_name), '[]'::json)
  from ${memberships} m join ${organizations} o on o.id = m.organization_id
  where m.person_id = "persons"."id")`;

/** Resolves a session id in one query to who acts and for whom; null when ended, expired or disabled. */
export async function resolveSession(db: Database, sessionId: string): Promise<OpenSession | null> {
  const [row] = await db.asIdentity((tx) =>
    tx
      .select({
        person: { id: persons.id, name: persons.name, email: persons.email },
        role: memberships.role,
        organization: organizations,
        memberships: membershipsOfPerson,
      })
      .from(sessions)
      .innerJoin(persons, eq(persons.id, sessions.personId))
      .leftJoin(
        memberships,
        and(
          eq(memberships.personId, sessions.personId),
          eq(memberships.organizationId, sessions.organizationId),
        ),
      )
      .leftJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(
        and(
          eq(sessions.id, sessionId),
          isNull(sessions.endedAt),
          gt(sessions.expiresAt, securityNow()),
          isNull(persons.disabledAt),
        ),
      ),
  );
  if (!row) return null;
  const { person, organization, role } = row;
  const capacities = organization && capacitiesOf(organization);
  return {
    sessionId,
    actor: {
      kind: 'person',
      personId: person.id,
      keyId: null,
      organizationId: organization?.id ?? null,
      organizationStatus: organization?.status ?? null,
      permissions: role && capacities ? permissionsOf(role, capacities) : new Set(),
      regulatorScope: organization?.regulatorScope ?? null,
      jobName: null,
    },
    personName: person.name,
    email: person.email,
    organizationName: organization?.registeredName ?? null,
    capacities,
    memberships: row.memberships,
  };
}
