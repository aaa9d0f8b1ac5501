import { setTimeout as sleep } from 'node:timers/promises';
import { nextRoundTick } from '@/lib/market/round-tick';
import type { Log } from '@/lib/services/context';

const LOOK_AGAIN_MS = 30_000;

/**
 * Serves the clock at main rounds that fall between whole minutes, which cron doesn't know, until the signal aborts.
 * The interval is asked for again every half minute, because terms change.
 */
export async function serveBetweenMinutes(
  mainRoundSeconds: () => Promise<number>,
  serve: () => Promise<unknown>,
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const now = new Date();
      const tick = nextRoundTick(now, await mainRoundSeconds());
      const waitMs = tick.getTime() - now.getTime();
      const isOurs = tick.getUTCSeconds() !== 0 && waitMs <= LOOK_AGAIN_MS;
      await sleep(isOurs ? waitMs : LOOK_AGAIN_MS, undefined, { signal });
      if (isOurs) await serve();
    } catch (error) {
      if (signal.aborted) return;
      log.error({ err: error }, 'the round timer failed');
      await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
