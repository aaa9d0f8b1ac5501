/** The latest main-round tick at or before an instant: ticks stand on whole multiples of the interval since 1970 (M-6b). */
export function roundTickAt(now: Date, mainRoundSeconds: number): Date {
  const interval = mainRoundSeconds * 1000;
  return new Date(Math.floor(now.getTime() / interval) * interval);
}

/** The first main-round tick after an instant. */
export const nextRoundTick = (now: Date, mainRoundSeconds: number): Date =>
  new Date(roundTickAt(now, mainRoundSeconds).getTime() + mainRoundSeconds * 1000);

/** The pace of both kinds of round. */
export interface RoundPace {
  readonly mainRoundSeconds: number;
  readonly indicativeRoundSeconds: number;
}

/** Whether the latest tick at an instant is an indicative round's alone: a main round's tick has no other beside it (M-6b). */
export const isIndicativeTick = (now: Date, pace: RoundPace): boolean =>
  roundTickAt(now, pace.indicativeRoundSeconds) > roundTickAt(now, pace.mainRoundSeconds);
