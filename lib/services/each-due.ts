import type { Ctx } from './context';

/** How many pieces of due work run side by side: they wait for the database more than they compute. */
const LANES = 4;

/**
 * Does a piece of due work for each id, each in its own transaction and several at once: one that fails is logged and
 * doesn't stop the rest. Promises how many did something.
 */
export async function eachDue(
  ctx: Ctx,
  job: string,
  ids: readonly string[],
  work: (id: string) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  const rest = ids.values();
  const lane = async () => {
    for (const id of rest)
      try {
        if (await work(id)) done += 1;
      } catch (error) {
        ctx.log.error({ err: error, job, id }, 'due work failed');
      }
  };
  await Promise.all(Array.from({ length: Math.min(LANES, ids.length) }, lane));
  return done;
}
