import { quantile } from '../table';

/** One thing that is measured: runs for about so many seconds and promises how many it did in one. */
export interface Contestant {
  readonly name: string;
  readonly run: (seconds: number) => Promise<Rate>;
}

export interface Rate {
  readonly perSecond: number;
  /** CPU seconds of this process for each thousand done; not known of another program. */
  readonly cpuPerThousand: number | null;
}

/** The median of a contestant's rates, and of its rates over the yardstick's in the same turn. */
export interface Standing {
  readonly name: string;
  readonly perSecond: number;
  readonly ratio: number;
  readonly cpuPerThousand: number | null;
}

/** Does one thing over and over on as many lanes at once; each call says how many it did. */
export async function measured(lanes: number, seconds: number, once: () => Promise<number>): Promise<Rate> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const until = started + seconds * 1000;
  let done = 0;
  const lane = async () => {
    while (performance.now() < until) done += await once();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const took = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: done / took, cpuPerThousand: (user + system) / 1000 / done };
}

/**
 * Lets everybody run in turn, again and again, so that a machine that is busy for a while slows all of them alike; the first
 * contestant is the yardstick of every turn. One turn before the first isn't counted.
 */
export async function contest(
  contestants: readonly Contestant[],
  turns: number,
  seconds: number,
): Promise<readonly Standing[]> {
  const rates = contestants.map((): Rate[] => []);
  for (let turn = -1; turn < turns; turn++)
    for (const [at, { run }] of contestants.entries()) {
      const rate = await run(turn < 0 ? Math.min(1, seconds) : seconds);
      if (turn >= 0) rates[at]?.push(rate);
    }
  const yardsticks = rates[0] ?? [];
  return contestants.map(({ name }, at) => {
    const own = rates[at] ?? [];
    const cpu = own.map((rate) => rate.cpuPerThousand).filter((one) => one !== null);
    return {
      name,
      perSecond: quantile(
        own.map((rate) => rate.perSecond),
        0.5,
      ),
      ratio: quantile(
        own.map((rate, turn) => rate.perSecond / (yardsticks[turn]?.perSecond ?? Number.NaN)),
        0.5,
      ),
      cpuPerThousand: cpu.length === 0 ? null : quantile(cpu, 0.5),
    };
  });
}
