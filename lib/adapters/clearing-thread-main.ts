import { parentPort, workerData } from 'node:worker_threads';
import type { Book } from '@/lib/clearing/book';
import { inlineEngine } from '@/lib/services/rounds/engine';

const book: Book = workerData;
inlineEngine(book).then(
  (cleared) => parentPort?.postMessage({ cleared }),
  (error: unknown) =>
    parentPort?.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
);
