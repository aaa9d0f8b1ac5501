import type { Hour } from '@/lib/core/hours';

export interface LeaseHour {
  readonly hour: Hour;
  readonly cards: number;
  readonly priceMicros: bigint;
  readonly released: boolean;
}

/** Hours in a row with the same cards, price and fate. */
export interface HourRun {
  readonly startHour: Hour;
  /** Exclusive. */
  readonly endHour: Hour;
  readonly cards: number;
  readonly priceMicros: bigint;
  readonly released: boolean;
  readonly cardHours: number;
  readonly costMicros: bigint;
}

/** Joins hours that follow each other and are alike, in order; Σ card-hours and Σ cost stay what they were. */
export function hourRuns(hours: readonly LeaseHour[]): readonly HourRun[] {
  const runs: HourRun[] = [];
  for (const { hour, cards, priceMicros, released } of [...hours].sort((a, b) => a.hour - b.hour)) {
    const last = runs.at(-1);
    const joins =
      last?.endHour === hour &&
      last.cards === cards &&
      last.priceMicros === priceMicros &&
      last.released === released;
    const startHour = joins ? last.startHour : hour;
    const cardHours = (hour + 1 - startHour) * cards;
    const run: HourRun = {
      startHour,
      endHour: hour + 1,
      cards,
      priceMicros,
      released,
      cardHours,
      costMicros: priceMicros * BigInt(cardHours),
    };
    if (joins) runs[runs.length - 1] = run;
    else runs.push(run);
  }
  return runs;
}
