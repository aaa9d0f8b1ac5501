import { setTimeout as sleep } from 'node:timers/promises';
import { nextRoundTick } from '@/lib/market/round-tick';
import type { Log } from '@/lib/services/context';

const LOOK_AGAIN_MS = 30_000;

export interface RoundTimer {
  /** Asked for again every half minute, because terms change. */
  readonly intervalSeconds: () => Promise<number>;
  /** The ticks to serve: all, or only those between whole minutes where cron serves the others. */
  readonly ticks: 'all' | 'between_minutes';
  readonly serve: () => Promise<unknown>;
}

/** Serves at the ticks of an interval until the signal aborts. */
export async function serveAtTicks(timer: RoundTimer, signal: AbortSignal, log: Log): Promise<void> {
  while (!signal.aborted) {
    try {
      const now = new Date();
      const tick = nextRoundTick(now, await timer.intervalSeconds());
      const waitMs = tick.getTime() - now.getTime();
      const isOurs = (timer.ticks === 'all' || tick.getUTCSeconds() !== 0) && waitMs <= LOOK_AGAIN_MS;
      await sleep(isOurs ? waitMs : LOOK_AGAIN_MS, undefined, { signal });
      if (isOurs) await timer.serve();
    } catch (error) {
      if (signal.aborted) return;
      log.error({ err: error }, 'the round timer failed');
      await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
