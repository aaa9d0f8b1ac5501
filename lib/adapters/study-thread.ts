import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Student, StudyAnswers, StudyKind } from '@/lib/services/rounds/study';
import { makeStudyDesk, type StudyDesk } from '@/lib/services/rounds/study-desk';

type Reply<K extends StudyKind> =
  | { readonly steps: number }
  | { readonly answer: StudyAnswers[K] }
  | { readonly error: string };

/** After so long without a question the thread ends and gives its memory back. */
const IDLE_MS = 60_000;

/** The thread's program as a file of the project: a bundler must not take it into the pages it builds. */
const startFile = (): URL => pathToFileURL(`${process.cwd()}/lib/adapters/study-thread-start.mjs`);

/** A thread that does one study after the other. It starts with the first and never keeps its process alive. */
export function studyThread(): Student {
  let thread: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  function standing(): Worker {
    clearTimeout(idle);
    if (thread) return thread;
    // What preloads our process (a watchdog, a loader) isn't for its threads.
    const made = new Worker(/* turbopackIgnore: true */ startFile(), { execArgv: [] });
    made.unref();
    const forget = () => {
      if (thread === made) thread = null;
    };
    made.on('error', forget).on('exit', forget);
    thread = made;
    return made;
  }

  function rest(): void {
    idle = setTimeout(() => {
      const ending = thread;
      // Forgotten first: it takes a while to end, and a question posted meanwhile would be lost with it.
      thread = null;
      void ending?.terminate();
    }, IDLE_MS).unref();
  }

  const study: Student = (kind, input, onStep) =>
    new Promise((resolve, reject) => {
      const worker = standing();
      const over = (end: () => void) => {
        worker.off('message', hear).off('error', lost).off('exit', left);
        rest();
        end();
      };
      const hear = (reply: Reply<typeof kind>) => {
        if ('steps' in reply) onStep(reply.steps);
        else if ('answer' in reply) over(() => resolve(reply.answer));
        else over(() => reject(new Error(reply.error)));
      };
      const lost = (error: Error) => over(() => reject(error));
      const left = (code: number) => lost(new Error(`the study thread ended with code ${code}`));
      worker.on('message', hear).on('error', lost).on('exit', left);
      worker.postMessage({ kind, input });
    });

  return (kind, input, onStep) => {
    const mine = turn.then(() => study(kind, input, onStep));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

declare global {
  // A development server reloads modules but keeps this; without it every reload would forget the answers.
  var cardhourStudies: StudyDesk | undefined;
}

/** The one desk of this process: a thread for what takes seconds, another for what clears a book many times. */
export function studyDesk(): StudyDesk {
  if (!globalThis.cardhourStudies) {
    const [short, long] = [studyThread(), studyThread()];
    globalThis.cardhourStudies = makeStudyDesk((kind, input, onStep) =>
      (kind === 'leastLimit' ? long : short)(kind, input, onStep),
    );
  }
  return globalThis.cardhourStudies;
}
