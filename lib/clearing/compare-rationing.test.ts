import { describe, expect, it } from 'vitest';
import type { Book } from './book';
import { clearBook } from './clear';
import { compareRationing } from './compare-rationing';
import { sampleBook } from './sample-book';

/** One card for one hour at 10, wanted by limits of 30 and 20. */
const oneCard: Book = {
  format: 'cardhour.book/1',
  startsAt: '2026-11-20T00:00:00Z',
  hours: 1,
  currency: 'CNY',
  pools: [{ id: 'pol_a', cards: 1, ask: 10 }],
  orders: [30, 20].map((limit, j) => ({
    id: `ord_${j}`,
    seq: j,
    limit,
    earliest: 0,
    deadline: 1,
    shape: 'block',
    options: [{ pool: 'pol_a', cards: 1, hours: 1 }],
  })),
};

describe('prices compared', () => {
  it('at the ask of 10 the limit of 20 loses 10 and is paradoxical; at 20 or more nothing is lost', () => {
    const { payableUnfilled, atAsks, published } = compareRationing(oneCard);
    expect(payableUnfilled).toBe(1);
    expect(atAsks).toMatchObject({ lostValueMicros: 10n, regretMicros: 0n, paradoxical: 1 });
    expect(atAsks.aboveAsk).toEqual({ poolHours: 0, q10: 0, q50: 0, q90: 0, most: 0 });
    expect(published).toMatchObject({ lostValueMicros: 0n, regretMicros: 0n, paradoxical: 0 });
    expect(published.aboveAsk.poolHours).toBe(1);
    expect(published.aboveAsk.q50).toBeGreaterThanOrEqual(2);
  });

  it("the published vector's sums and paradoxical orders are the outcome's, and no vector beside it is better", () => {
    for (let seed = 0; seed < 12; seed++) {
      const book = sampleBook({ pools: 5, orders: 80, hours: 24, load: 1 + (seed % 3), spread: 0.3, seed });
      const outcome = clearBook(book, { improvementWork: 100_000, pricingRounds: 30 });
      const { published, atAsks, clampedMultipliers } = compareRationing(book, outcome);
      expect(published.lostValueMicros.toString()).toBe(outcome.lostValue);
      expect(published.regretMicros.toString()).toBe(outcome.regret);
      expect(published.paradoxical).toBe(
        outcome.unfilled.filter(({ reason }) => reason === 'paradoxical').length,
      );
      const total = (of: typeof atAsks) => of.lostValueMicros + of.regretMicros;
      expect(total(published)).toBeLessThanOrEqual(total(atAsks));
      expect(total(published)).toBeLessThanOrEqual(total(clampedMultipliers));
    }
  });
});
