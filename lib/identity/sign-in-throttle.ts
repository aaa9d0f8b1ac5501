/** A person's failed sign-ins in a row; the shape of db/schema's persons. */
export interface FailedSignIns {
  readonly count: number;
  /** ISO instant of the latest one. */
  readonly lastAt: string;
}

const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** The failures that still count: none once a day has passed since the latest. */
function countOf(failed: FailedSignIns | null, now: Date): number {
  if (failed === null) return 0;
  return now.getTime() - Date.parse(failed.lastAt) >= FORGOTTEN_AFTER_MS ? 0 : failed.count;
}

/** How long the next try has to wait, in ms: nothing before the fifth failure, then 30 s, doubling up to 15 min. */
export function signInWaitMs(failed: FailedSignIns | null, now: Date): number {
  const count = countOf(failed, now);
  if (failed === null || count < FREE_FAILURES) return 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, count - FREE_FAILURES));
  const passedMs = Math.max(0, now.getTime() - Date.parse(failed.lastAt));
  return Math.max(0, waitMs - passedMs);
}

/** The failures to keep after one more; a successful sign-in clears them. */
export const afterFailedSignIn = (failed: FailedSignIns | null, now: Date): FailedSignIns => ({
  count: countOf(failed, now) + 1,
  lastAt: now.toISOString(),
});
