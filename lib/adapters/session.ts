import { cookies } from 'next/headers';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import type { Database } from '@/db/client';
import type { Actor } from '@/lib/services/context';
import { doorsOf, type OpenDoor } from '@/lib/services/identity/doors';
import { resolveApiKey } from '@/lib/services/identity/resolve-api-key';
import {
  type OpenSession,
  resolveSession,
  type ViewerMembership,
} from '@/lib/services/identity/resolve-session';
import { database } from './database';
import { env } from './env';
import { sessionCookieName } from './session-cookie';

/** The session id inside the cookie; null when there is none or it isn't ours. */
async function cookieSessionId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  try {
    const claims = await decode({ token, secret: env().nextauthSecret });
    return typeof claims?.sid === 'string' ? claims.sid : null;
  } catch {
    return null;
  }
}

/** The open session of this request, resolved once in one query; null when ended, expired or disabled. */
export const currentSession = cache(async (): Promise<OpenSession | null> => {
  const sessionId = await cookieSessionId();
  return sessionId ? resolveSession(database(), sessionId) : null;
});

/** Who acts in this request by its session cookie; null for a visitor. */
export const currentActor = async (): Promise<Actor | null> => (await currentSession())?.actor ?? null;

export interface CurrentViewer {
  readonly personName: string;
  readonly email: string;
  readonly organizationId: string | null;
  readonly organizationName: string | null;
  readonly doors: readonly OpenDoor[];
  readonly managesKeys: boolean;
  readonly memberships: readonly ViewerMembership[];
}

/** What the screens' frame shows of the person signed in; null for a visitor. */
export async function currentViewer(): Promise<CurrentViewer | null> {
  const session = await currentSession();
  if (!session) return null;
  const { personName, email, organizationName, memberships, actor } = session;
  return {
    personName,
    email,
    organizationId: actor.organizationId,
    organizationName,
    doors: doorsOf(actor.permissions),
    managesKeys: actor.permissions.has('keys.manage'),
    memberships,
  };
}

/** Whether the request carries a session cookie, good or bad. */
export const hasSessionCookie = async (): Promise<boolean> => (await cookies()).has(sessionCookieName());

/** Takes the session cookie from the browser; the session itself is ended by its verb. */
export async function dropSessionCookie(): Promise<void> {
  (await cookies()).delete(sessionCookieName());
}

/** The actor of an `Authorization: Bearer …` header; null when the key is unknown, expired or revoked. */
export const actorOfKey = (db: Database, authorization: string): Promise<Actor | null> =>
  resolveApiKey(db, authorization);
