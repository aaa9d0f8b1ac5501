import { parentPort } from 'node:worker_threads';
import type { Ground, LaneTask } from '@/lib/clearing/lane';
import { ruinAndRecreate } from '@/lib/clearing/ruin-recreate';

let ground: Ground | null = null;

/** Runs one lane after the other; the ground comes once and stays. */
function run(request: { readonly ground?: Ground; readonly task: LaneTask }): void {
  try {
    ground = request.ground ?? ground;
    if (!ground) throw new Error('a lane came before its ground');
    parentPort?.postMessage({ moves: ruinAndRecreate(ground, request.task) });
  } catch (error) {
    parentPort?.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

parentPort?.on('message', run);
