const seen = new Map<string, number>();

/** Counts something that happened, over all runs of a test. */
export const count = (what: string, times = 1): void => {
  if (times > 0) seen.set(what, (seen.get(what) ?? 0) + times);
};

export const timesSeen = (what: string): number => seen.get(what) ?? 0;

/** What happened how often, one a line. */
export const seenText = (): string =>
  [...seen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, times]) => `${String(times).padStart(7)}  ${what}`)
    .join('\n');
