import { describe, expect, it } from 'vitest';
import { hourRuns } from './hour-runs';

const hour = (at: number, cards: number, priceMicros: bigint, released = false) => ({
  hour: at,
  cards,
  priceMicros,
  released,
});

describe('the hours of a lease', () => {
  it('three alike and one dearer are two runs: 3 × 8 × 2 = 48 and 1 × 8 × 3 = 24', () => {
    const runs = hourRuns([hour(12, 8, 2n), hour(10, 8, 2n), hour(11, 8, 2n), hour(13, 8, 3n)]);
    expect(runs.map((run) => [run.startHour, run.endHour, run.cardHours, run.costMicros])).toEqual([
      [10, 13, 24, 48n],
      [13, 14, 8, 24n],
    ]);
  });
  it('a gap, other cards, or hours given back begin a new run', () => {
    expect(hourRuns([hour(1, 8, 2n), hour(3, 8, 2n), hour(4, 4, 2n), hour(5, 4, 2n, true)])).toHaveLength(4);
  });
  it('no hours are no runs', () => {
    expect(hourRuns([])).toEqual([]);
  });
});
