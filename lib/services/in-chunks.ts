import { chunksOf } from '@/lib/core/group';
import type { Ctx } from './context';

/** How many leases, orders or the like are locked in one transaction: enough to save round trips, few enough to wait for. */
export const CHUNK = 250;

/**
 * Does due work chunk by chunk, each chunk in one transaction. A chunk that fails is logged and handed to `oneByOne`, so that
 * one bad item doesn't stop the others. Promises the sum of what each promised.
 */
export async function inChunks<T>(
  ctx: Ctx,
  job: string,
  items: readonly T[],
  together: (items: readonly T[]) => Promise<number>,
  oneByOne: (items: readonly T[]) => Promise<number>,
): Promise<number> {
  let done = 0;
  for (const some of chunksOf(items, CHUNK))
    try {
      done += await together(some);
    } catch (error) {
      ctx.log.error({ err: error, job, items: some.length }, 'due work failed together, goes on one by one');
      done += await oneByOne(some);
    }
  return done;
}
