import { describe, expect, it } from 'vitest';
import { keyIsGood, nextAttemptAt } from './attempt-times';

const FIRST = new Date('2026-11-21T00:00:00Z');
const minutes = (count: number) => new Date(FIRST.getTime() + count * 60_000);

describe('when an effect is attempted again', () => {
  it('after 1, 2, 5, 15, 30 and then every 60 minutes', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 50].map(
      (attempts) => (nextAttemptAt(FIRST, attempts).getTime() - FIRST.getTime()) / 60_000,
    );
    expect(waits).toEqual([1, 2, 5, 15, 30, 60, 60, 60]);
  });

  it('with its key until 20 hours after the first time, or 600 attempts on a clock that stands', () => {
    expect(keyIsGood(FIRST, minutes(20 * 60 - 1), 25)).toBe(true);
    expect(keyIsGood(FIRST, minutes(20 * 60), 25)).toBe(false);
    expect([599, 600].map((attempts) => keyIsGood(FIRST, FIRST, attempts))).toEqual([true, false]);
  });
});
