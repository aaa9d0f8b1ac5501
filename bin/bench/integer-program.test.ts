import { describe, expect, it } from 'vitest';
import type { Book } from '@/lib/clearing/book';
import { clearBook } from '@/lib/clearing/clear';
import { generateBook } from '@/lib/clearing/generate-book';
import { referenceOutcome } from '@/lib/clearing/testing/reference';
import { tinyBook } from '@/lib/clearing/testing/tiny-book';
import { integerProgram, type ProgramSize } from './integer-program';
import { solveProgram } from './solve-program';

const SIZE: ProgramSize = { wholeLotsMost: 100_000, entriesMost: 1_000_000 };
const TO_THE_END = { seconds: 60, gap: 0 };

/** The greatest possible welfare in micros, by HiGHS, and what it proves at least. */
async function greatestWelfare(book: Book): Promise<{ value: number; isOptimal: boolean }> {
  const program = integerProgram(book, SIZE)!;
  expect(program.isExact).toBe(true);
  const { valueMicros, isOptimal } = await solveProgram(program, TO_THE_END);
  return { value: valueMicros ?? Number.NaN, isOptimal };
}

describe('the integer program', () => {
  it('has the welfare of trying every set of fills as its optimum, on 150 tiny books', async () => {
    for (let seed = 0; seed < 150; seed++) {
      const book = tinyBook(seed);
      const { value, isOptimal } = await greatestWelfare(book);
      expect([seed, isOptimal, Math.round(value)]).toEqual([
        seed,
        true,
        Number(referenceOutcome(book).welfare),
      ]);
    }
  });

  it('with real amounts instead of whole lots is worth at least as much, and says that it is no longer exact', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const book = tinyBook(seed);
      const relaxed = integerProgram(book, { ...SIZE, wholeLotsMost: 0 })!;
      const hasSpread = book.orders.some(({ shape, options }) => shape === 'spread' && options.length > 0);
      expect(relaxed.isExact).toBe(!hasSpread);
      const { valueMicros } = await solveProgram(relaxed, TO_THE_END);
      expect(valueMicros).toBeGreaterThan(Number(referenceOutcome(book).welfare) - 1e-3);
    }
  });

  it('is not built past its greatest size', () => {
    const book = generateBook({ pools: 10, orders: 40, hours: 48, load: 1.5, spread: 0.25, seed: 1 });
    expect(integerProgram(book, { ...SIZE, entriesMost: 1000 })).toBeNull();
  });
});

describe('the engine against HiGHS, which solves the book to the end', () => {
  it('welfare ≤ optimum ≤ certified bound on 30 seeded books, and 0.995 of the optimum on average', async () => {
    const shares: number[] = [];
    for (let seed = 1; seed <= 30; seed++) {
      const load = [0.8, 1.5, 2.5][seed % 3]!;
      const book = generateBook({ pools: 4, orders: 24, hours: 24, load, spread: 0.25, seed });
      const { value, isOptimal } = await greatestWelfare(book);
      const { welfare, bound } = clearBook(book);
      expect([seed, isOptimal]).toEqual([seed, true]);
      expect(Number(welfare)).toBeLessThanOrEqual(value + 1);
      expect(value - 1).toBeLessThanOrEqual(Number(bound));
      shares.push(value < 1 ? 1 : Number(welfare) / value);
    }
    expect(shares.reduce((sum, share) => sum + share, 0) / 30).toBeGreaterThan(0.995);
  });
});
