import type { Book } from '@/lib/clearing/book';
import { bookBound } from '@/lib/clearing/book-bound';
import { clearBook } from '@/lib/clearing/clear';
import { type FirstCome, firstCome } from '@/lib/clearing/first-come';
import { type LeastLimit, leastLimit } from '@/lib/clearing/least-limit';
import type { Outcome } from '@/lib/clearing/outcome';
import { type UnfilledFigures, unfilledFigures } from '@/lib/clearing/unfilled-figures';
import { type PublishedFigures, type VerifyReport, verifyReport } from './verify-report';

interface Pair {
  readonly book: Book;
  readonly outcome: Outcome;
}

interface OrderInRound extends Pair {
  readonly orderId: string;
}

/** What each kind of study reads: all plain data, so that it may go to another thread. */
export interface StudyInputs {
  readonly verify: Pair & { readonly published: PublishedFigures };
  readonly unfilled: OrderInRound;
  readonly leastLimit: OrderInRound;
  readonly day: { readonly book: Book };
}

/** What a day's whole book could have made, and what first come, first served makes of it (M-14). */
export interface DayAssessment {
  readonly boundMicros: bigint;
  readonly firstCome: FirstCome;
}

export interface StudyAnswers {
  readonly verify: VerifyReport;
  readonly unfilled: UnfilledFigures;
  readonly leastLimit: LeastLimit;
  readonly day: DayAssessment;
}

/** A study is a long computation over a book that changes nothing: proof, what if, comparison. */
export type StudyKind = keyof StudyInputs;

/** Hears how many steps of a study are done. */
export type OnStep = (steps: number) => void;

type Studies = { readonly [K in StudyKind]: (input: StudyInputs[K], onStep: OnStep) => StudyAnswers[K] };

const STUDIES: Studies = {
  verify: ({ book, outcome, published }, onStep) => verifyReport(book, outcome, published, onStep),
  unfilled: ({ book, outcome, orderId }) => unfilledFigures(book, outcome, orderId),
  leastLimit: (question, onStep) => leastLimit({ ...question, clear: clearBook, onClearing: onStep }),
  day: ({ book }) => ({ boundMicros: bookBound(book), firstCome: firstCome(book) }),
};

/** Does a study in this thread. */
export const doStudy = <K extends StudyKind>(
  kind: K,
  input: StudyInputs[K],
  onStep: OnStep,
): StudyAnswers[K] => STUDIES[kind](input, onStep);

/** Does studies: in a thread of their own in the web process and the worker, inline in tests and seed. */
export type Student = <K extends StudyKind>(
  kind: K,
  input: StudyInputs[K],
  onStep: OnStep,
) => Promise<StudyAnswers[K]>;

export const inlineStudent: Student = async (kind, input, onStep) => doStudy(kind, input, onStep);
