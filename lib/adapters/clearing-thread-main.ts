import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Book } from '@/lib/clearing/book';
import { measuredEngine } from '@/lib/services/rounds/engine';
import { clearInLanes } from './clear-in-lanes';

const book: Book = workerData;
const engine = measuredEngine((one) => clearInLanes(one, availableParallelism()));
engine(book).then(
  (cleared) => parentPort?.postMessage({ cleared }),
  (error: unknown) =>
    parentPort?.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
);
