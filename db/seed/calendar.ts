/** Days of history the demo's market has when it opens. */
export const HISTORY_DAYS = 14;
/** A main round every two hours while the history is made. */
export const SEED_ROUND_SECONDS = 7200;
/** Rounds of the live demo: every two minutes, indicative ones every half, said on screen. */
export const LIVE_ROUND_SECONDS = 120;
export const LIVE_INDICATIVE_SECONDS = 30;

const DAY_MS = 86_400_000;

/** Where the demo's manual clock starts: two weeks before now, on a main-round tick. */
export function demoStart(now: Date): Date {
  const tick = SEED_ROUND_SECONDS * 1000;
  return new Date(Math.floor((now.getTime() - HISTORY_DAYS * DAY_MS) / tick) * tick);
}
