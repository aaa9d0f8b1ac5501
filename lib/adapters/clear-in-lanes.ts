import { Worker } from 'node:worker_threads';
import type { Book } from '@/lib/clearing/book';
import { clearing } from '@/lib/clearing/clear';
import { LANES_MOST, type LaneRequest } from '@/lib/clearing/improve';
import type { Ground, LaneMoves, LaneTask } from '@/lib/clearing/lane';
import type { Outcome } from '@/lib/clearing/outcome';
import { ruinAndRecreate } from '@/lib/clearing/ruin-recreate';

/** Under this many orders a thread's start takes longer than what it could take over. */
const THREADED_ORDERS_LEAST = 300;

/**
 * Clears a book with up to `threads` threads (two have work), this one among them: the same outcome as `clearBook`, sooner (M-13). Lanes
 * that have no thread of their own run here.
 */
export async function clearInLanes(book: Book, threads: number): Promise<Outcome> {
  const isOneLane = book.orders.length < THREADED_ORDERS_LEAST || book.startFills !== undefined;
  const lanes = Array.from({ length: isOneLane ? 0 : Math.min(threads, LANES_MOST) - 1 }, laneThread);
  try {
    const steps = clearing(book);
    let next = steps.next();
    while (!next.done) next = steps.next(await runLanes(next.value, lanes));
    return next.value;
  } finally {
    await Promise.all(lanes.map((lane) => lane.end()));
  }
}

async function runLanes({ ground, tasks }: LaneRequest, lanes: readonly LaneThread[]): Promise<LaneMoves[]> {
  // Others first, so that they work while this thread does its own.
  const started = tasks.map((task, i) => (i === 0 ? undefined : lanes[i - 1]?.run(ground, task)));
  const own = tasks.map((task, i) => (started[i] ? null : ruinAndRecreate(ground, task)));
  return Promise.all(tasks.map(async (_, i) => own[i] ?? (await started[i]) ?? []));
}

type Reply = { readonly moves: LaneMoves } | { readonly error: string };

interface LaneThread {
  run(ground: Ground, task: LaneTask): Promise<LaneMoves>;
  end(): Promise<unknown>;
}

function laneThread(): LaneThread {
  const thread = new Worker(new URL('./lane-thread-start.mjs', import.meta.url));
  let sent: Ground | null = null;
  const failed = new Promise<never>((_, reject) => {
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`a lane's thread ended with code ${code}`)));
  });
  failed.catch(() => undefined);
  return {
    run(ground, task) {
      const answered = new Promise<LaneMoves>((resolve, reject) => {
        thread.once('message', (reply: Reply) =>
          'moves' in reply ? resolve(reply.moves) : reject(new Error(reply.error)),
        );
      });
      thread.postMessage(sent === ground ? { task } : { ground, task });
      sent = ground;
      const moves = Promise.race([answered, failed]);
      moves.catch(() => undefined);
      return moves;
    },
    end: () => thread.terminate(),
  };
}
