import type { TestDatabase } from '@/db/testing/database';
import { makePerson } from '@/db/testing/fixtures';
import { assert } from '@/lib/core/assert';
import { type Ctx, PUBLIC_ACTOR } from '../context';
import { ServiceError } from '../errors';
import { hashPassword } from '../identity/password-hash';
import { resolveSession } from '../identity/resolve-session';
import { signInWithPassword } from '../identity/sign-in-with-password';
import { contextAs } from './contexts';

export const PASSWORD = 'a long enough sentence';

/** A visitor of a test database. */
export const visitor = (test: TestDatabase): Ctx => contextAs(test, PUBLIC_ACTOR);

/** Signs in and promises the session's id. */
export async function signIn(test: TestDatabase, email: string, password = PASSWORD): Promise<string> {
  const input = { email, password, userAgent: null };
  return (await signInWithPassword(visitor(test), input)).sessionId;
}

/** The context of an open session. */
export async function sessionContext(test: TestDatabase, sessionId: string): Promise<Ctx> {
  const session = await resolveSession(test.db, sessionId);
  assert(session, 'open session', { sessionId });
  return contextAs(test, session.actor);
}

export interface SignedIn {
  readonly personId: string;
  readonly email: string;
  readonly sessionId: string;
  readonly ctx: Ctx;
}

let made = 0;

/** A member of an organization with the usual password, signed in. */
export async function signedInMember(
  test: TestDatabase,
  organizationId: string,
  role: 'owner' | 'trader' | 'finance' | 'viewer' = 'owner',
): Promise<SignedIn> {
  const email = `member${++made}@example.test`;
  const passwordHash = await hashPassword(PASSWORD);
  const personId = await makePerson(test, organizationId, { role, email, passwordHash });
  const sessionId = await signIn(test, email);
  return { personId, email, sessionId, ctx: await sessionContext(test, sessionId) };
}

/** What a verb refused: the refusal's code, the fields, or the error's own code. */
export async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ServiceError)
      return error.details.refusal?.code ?? error.details.fields ?? error.code;
    throw error;
  }
  return 'not refused';
}
