import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { memberships, organizations, persons, sessions } from '@/db/schema';
import { audit } from '../audit';
import type { Ctx } from '../context';
import { securityNow } from './security-clock';

/** A session lives a week and is never prolonged: signing in again is the prolongation. */
export const SESSION_LIFE_MS = 7 * 24 * 3_600_000;
const USER_AGENT_MAX_LENGTH = 300;

/** The organization a person acts for first: the last one chosen, else an admitted one, else any. */
async function firstOrganization(tx: Tx, personId: string): Promise<string | null> {
  const [last] = await tx
    .select({ organizationId: sessions.organizationId })
    .from(sessions)
    .innerJoin(
      memberships,
      and(eq(memberships.personId, personId), eq(memberships.organizationId, sessions.organizationId)),
    )
    .where(eq(sessions.personId, personId))
    .orderBy(sql`${sessions.startedAt} desc`)
    .limit(1);
  if (last) return last.organizationId;
  const [first] = await tx
    .select({ organizationId: memberships.organizationId })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(memberships.personId, personId))
    .orderBy(sql`${organizations.status} <> 'admitted'`, asc(organizations.registeredName))
    .limit(1);
  return first?.organizationId ?? null;
}

export interface SessionStart {
  readonly personId: string;
  readonly userAgent: string | null;
  readonly by: 'password' | 'oidc';
}

/** Opens a session for somebody whose identity is proven, and forgets their failed tries. */
export async function startSession(tx: Tx, ctx: Ctx, start: SessionStart): Promise<string> {
  const startedAt = securityNow();
  const organizationId = await firstOrganization(tx, start.personId);
  const id = ctx.newId('session');
  await tx.insert(sessions).values({
    id,
    personId: start.personId,
    organizationId,
    userAgent: start.userAgent?.slice(0, USER_AGENT_MAX_LENGTH) ?? null,
    startedAt,
    expiresAt: new Date(startedAt.getTime() + SESSION_LIFE_MS),
  });
  await tx.update(persons).set({ failedSignIns: null }).where(eq(persons.id, start.personId));
  if (organizationId)
    await audit(
      tx,
      { ...ctx, actor: { ...ctx.actor, kind: 'person', personId: start.personId } },
      {
        verb: 'identity.start-session',
        subjectType: 'session',
        subjectId: id,
        facts: { by: start.by },
        organizationId,
      },
    );
  return id;
}
