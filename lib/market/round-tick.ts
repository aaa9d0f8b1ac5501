/** The latest main-round tick at or before an instant: ticks stand on whole multiples of the interval since 1970 (M-6b). */
export function roundTickAt(now: Date, mainRoundSeconds: number): Date {
  const interval = mainRoundSeconds * 1000;
  return new Date(Math.floor(now.getTime() / interval) * interval);
}

/** The first main-round tick after an instant. */
export const nextRoundTick = (now: Date, mainRoundSeconds: number): Date =>
  new Date(roundTickAt(now, mainRoundSeconds).getTime() + mainRoundSeconds * 1000);
