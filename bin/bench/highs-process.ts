import { type BookSource, loadBook } from './book-source';
import { answerParent } from './child';
import { integerProgram, type ProgramSize } from './integer-program';
import { type SolveLimits, solveProgram } from './solve-program';

export interface HighsQuestion extends SolveLimits, ProgramSize {
  readonly source: BookSource;
}

/** What HiGHS made of a book; null where its program would be too large to load. */
export type HighsAnswer = {
  readonly isOptimal: boolean;
  readonly isExact: boolean;
  readonly valueMicros: number | null;
  /** Null where it proved nothing. */
  readonly boundMicros: number | null;
  readonly seconds: number;
  readonly columns: number;
} | null;

await answerParent(async (question: HighsQuestion): Promise<HighsAnswer> => {
  const program = integerProgram(loadBook(question.source), question);
  if (!program) return null;
  const startedMs = performance.now();
  const { isOptimal, valueMicros, boundMicros } = await solveProgram(program, question);
  return {
    isOptimal,
    isExact: program.isExact,
    valueMicros,
    boundMicros: Number.isFinite(boundMicros) ? boundMicros : null,
    seconds: (performance.now() - startedMs) / 1000,
    columns: program.columns.length,
  };
});
