import { parentPort } from 'node:worker_threads';
import { doStudy, type StudyInputs, type StudyKind } from '@/lib/services/rounds/study';

interface Question<K extends StudyKind> {
  readonly kind: K;
  readonly input: StudyInputs[K];
}

function answer<K extends StudyKind>({ kind, input }: Question<K>): void {
  try {
    parentPort?.postMessage({
      answer: doStudy(kind, input, (steps) => parentPort?.postMessage({ steps })),
    });
  } catch (error) {
    parentPort?.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

parentPort?.on('message', answer);
