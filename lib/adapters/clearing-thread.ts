import { Worker } from 'node:worker_threads';
import type { Book } from '@/lib/clearing/book';
import type { ClearEngine, ClearedBook } from '@/lib/services/rounds/engine';

type Reply = { readonly cleared: ClearedBook } | { readonly error: string };

/** Clears each book in a thread of its own, so that the process goes on serving its queue meanwhile. */
export const threadEngine: ClearEngine = (book: Book) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./clearing-thread-start.mjs', import.meta.url), { workerData: book });
    thread.once('message', (reply: Reply) =>
      'cleared' in reply ? resolve(reply.cleared) : reject(new Error(reply.error)),
    );
    thread.once('error', reject);
    thread.once('exit', (code) => {
      if (code !== 0) reject(new Error(`the clearing thread ended with code ${code}`));
    });
  });
