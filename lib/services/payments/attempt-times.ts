const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Minutes from one attempt to the next; longer than a call may take, so that one attempt is on its way at a time. */
const WAIT_MINUTES = [1, 2, 5, 15, 30, 60] as const;

/** A channel forgets a key after a day: until then a repeated call is the same call, afterwards it would be a second (L-5). */
const KEY_LIFE_MS = 20 * HOUR_MS;

/** While a manual clock stands, attempts are made a minute apart and say how old a key is. */
const KEY_ATTEMPTS_MAX = (20 * 60) / 2;

/** When an effect is tried or looked up again after its n-th attempt. */
export const nextAttemptAt = (now: Date, attempts: number): Date => {
  const minutes = WAIT_MINUTES[Math.min(attempts, WAIT_MINUTES.length) - 1] ?? WAIT_MINUTES[0];
  return new Date(now.getTime() + minutes * MINUTE_MS);
};

/** Whether an effect first attempted then may still be sent again with its key; after 20 hours it is only looked up (L-5). */
export const keyIsGood = (firstAttemptAt: Date, now: Date, attempts = 0): boolean =>
  attempts < KEY_ATTEMPTS_MAX && now.getTime() - firstAttemptAt.getTime() < KEY_LIFE_MS;
