/** The stand-in's own time: it runs with the system's, or stands still at an instant, and is moved by hand. */
export interface StripeClock {
  readonly now: () => Date;
  /** Seconds since the epoch, as Stripe writes instants. */
  readonly seconds: () => number;
  readonly advance: (milliseconds: number) => void;
  readonly moveTo: (instant: Date) => void;
}

/** A clock that stands at an instant; without one it runs with the system's. */
export function stripeClock(standsAt?: Date): StripeClock {
  let shift = standsAt?.getTime() ?? 0;
  const base = () => (standsAt ? 0 : Date.now());
  const now = () => new Date(base() + shift);
  return {
    now,
    seconds: () => Math.floor(now().getTime() / 1000),
    advance: (milliseconds) => {
      shift += milliseconds;
    },
    moveTo: (instant) => {
      const ahead = instant.getTime() - now().getTime();
      if (ahead > 0) shift += ahead;
    },
  };
}
