const MINUTE_MS = 60_000;

/** Minutes from one attempt to the next; longer than a call may take, so that one attempt is on its way at a time. */
const WAIT_MINUTES = [1, 2, 5, 15, 30, 60] as const;

/** More than the hour that lies between two look-ups which find nothing, by however long the calls take. */
const LOOK_AGAIN_MINUTES = 65;

const minutesAfter = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * MINUTE_MS);

/** When an effect is tried or looked up again after its n-th attempt. */
export const nextAttemptAt = (now: Date, attempts: number): Date =>
  minutesAfter(now, WAIT_MINUTES[Math.min(attempts, WAIT_MINUTES.length) - 1] ?? WAIT_MINUTES[0]);

/** When an effect that a look-up didn't find is looked up once more. */
export const lookAgainAt = (now: Date): Date => minutesAfter(now, LOOK_AGAIN_MINUTES);
