import type { Ctx } from './context';

/** Does a piece of due work for each id, each in its own transaction: one that fails is logged and doesn't stop the rest. */
export async function eachDue(
  ctx: Ctx,
  job: string,
  ids: readonly string[],
  work: (id: string) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (const id of ids) {
    try {
      if (await work(id)) done += 1;
    } catch (error) {
      ctx.log.error({ err: error, job, id }, 'due work failed');
    }
  }
  return done;
}
