import { scryptSync } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { createRuntimeLogin, joinRoles, QUEUE_ROLE, RUNTIME_LOGIN, resetRuntimePassword } from './roles';
import { SetUpError } from './set-up-error';
import { sqlState } from './sql-state';

const WRONG_PASSWORD = '28P01';

/**
 * The runtime login's password: made from the owner's by scrypt, so that every process that knows the owner's URL
 * finds the same one, nothing is stored, and the owner's can't be told from it.
 */
function derivedPassword(owner: URL): string {
  if (!owner.password)
    throw new SetUpError(
      'DATABASE_URL carries no password to derive the runtime login from; give the login in DATABASE_APP_URL.',
    );
  return scryptSync(decodeURIComponent(owner.password), RUNTIME_LOGIN, 24, { N: 4096 }).toString('base64url');
}

async function canConnect(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select`;
    return true;
  } catch (error) {
    if (sqlState(error) === WRONG_PASSWORD) return false;
    throw error;
  } finally {
    await sql.end();
  }
}

/** Makes the login of web and worker, or lets the given one take the roles; promises its URL. */
export async function setUpRuntimeLogin(sql: Sql, ownerUrl: string, appUrl?: string): Promise<string> {
  if (appUrl) {
    await joinRoles(sql, decodeURIComponent(new URL(appUrl).username));
    return appUrl;
  }
  const url = new URL(ownerUrl);
  const password = derivedPassword(url);
  url.username = RUNTIME_LOGIN;
  url.password = password;
  await createRuntimeLogin(sql, password);
  if (!(await canConnect(url.href))) await resetRuntimePassword(sql, password);
  return url.href;
}

/** The same login acting as the queue's role from its first statement on: the worker's own connections. */
export function queueUrl(appUrl: string): string {
  const url = new URL(appUrl);
  url.searchParams.set('options', `-c role=${QUEUE_ROLE}`);
  return url.href;
}
