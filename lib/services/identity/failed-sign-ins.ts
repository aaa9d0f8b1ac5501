import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { persons } from '@/db/schema';
import { afterFailedSignIn, type FailedSignIns, signInWaitMs } from '@/lib/identity/sign-in-throttle';
import { refuseWith } from '../errors';
import { securityNow } from './security-clock';

function refuseWhileWaiting(failed: FailedSignIns | null, now: Date): void {
  const waitMs = signInWaitMs(failed, now);
  if (waitMs > 0) refuseWith({ code: 'sign_in_throttled', facts: { waitSeconds: Math.ceil(waitMs / 1000) } });
}

/**
 * Counts a try against a person before the password is looked at, so that a hundred tries at once are a hundred
 * tries; a session that starts clears the count. Refuses `sign_in_throttled` while the person must wait.
 */
export async function countTry(tx: Tx, person: { id: string; failed: FailedSignIns | null }): Promise<void> {
  const now = securityNow();
  refuseWhileWaiting(person.failed, now);
  await tx
    .update(persons)
    .set({ failedSignIns: afterFailedSignIn(person.failed, now) })
    .where(eq(persons.id, person.id));
}

const STRANGERS_MAX = 10_000;
const strangers = new Map<string, FailedSignIns>();

/** The same for an address nobody has, kept in this process: being throttled must not tell who is registered. */
export function countStrangersTry(email: string): void {
  const now = securityNow();
  const key = email.toLowerCase();
  const failed = strangers.get(key) ?? null;
  refuseWhileWaiting(failed, now);
  strangers.delete(key);
  strangers.set(key, afterFailedSignIn(failed, now));
  const [oldest] = strangers.keys();
  if (strangers.size > STRANGERS_MAX && oldest !== undefined) strangers.delete(oldest);
}
