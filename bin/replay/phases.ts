/** Measures how long each part of a run took, in seconds. */
export class Phases {
  readonly seconds = new Map<string, number>();

  async time<T>(phase: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      const took = (performance.now() - started) / 1000;
      this.seconds.set(phase, (this.seconds.get(phase) ?? 0) + took);
    }
  }
}

/** Runs work on every item, at most `width` at a time; the order of ends isn't promised. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const lane = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}
