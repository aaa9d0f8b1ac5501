import { describe, expect, it } from 'vitest';
import { lookAgainAt, nextAttemptAt } from './attempt-times';

const FIRST = new Date('2026-11-21T00:00:00Z');
const minutesTo = (at: Date) => (at.getTime() - FIRST.getTime()) / 60_000;

describe('when an effect is attempted again', () => {
  it('after 1, 2, 5, 15, 30 and then every 60 minutes', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 50].map((attempts) => minutesTo(nextAttemptAt(FIRST, attempts)));
    expect(waits).toEqual([1, 2, 5, 15, 30, 60, 60, 60]);
  });

  it('more than an hour after a look-up found nothing', () => {
    expect(minutesTo(lookAgainAt(FIRST))).toBe(65);
  });
});
