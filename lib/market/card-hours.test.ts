import { describe, expect, it } from 'vitest';
import { JobSpec, jobShape, jobUnits } from './job';
import { makeQuotes } from './make-quotes';
import { BUYER, NOW, samplePool, sampleRows, sampleSheet, TERMS, THIS_HOUR } from './testing';

const HOURS = 48;

const cardHours = (cards: number, hours: number) =>
  JobSpec.parse({
    kind: 'card_hours',
    cards,
    hours,
    constraints: {},
    earliestHour: THIS_HOUR + 1,
    deadlineHour: THIS_HOUR + 1 + HOURS,
  });

function quoted(spec: JobSpec, lotCards: number) {
  const pool = samplePool({ cards: 16, lotCards });
  const sheet = sampleSheet([pool], sampleRows(pool, HOURS), HOURS);
  return makeQuotes({ spec, buyer: BUYER, pools: [pool], sheet, terms: TERMS, now: NOW });
}

describe('a job whose result can’t be counted is sold by the card-hour (S-1)', () => {
  it('3 cards for 5 hours are a block of 15 card-hours', () => {
    const spec = cardHours(3, 5);
    expect(jobShape(spec)).toBe('block');
    expect(jobUnits(spec)).toEqual({ kind: 'card_hours', units: 15n });
  });

  it('are quoted as asked, likely and slow case alike, and say that nothing was estimated', () => {
    const [quote] = quoted(cardHours(3, 5), 1).quotes;
    expect(quote?.facts.option).toEqual([{ poolId: 'pol_a', cards: 3, hours: 5 }]);
    expect([quote?.facts.cardHoursP50, quote?.facts.cardHoursP90]).toEqual([15, 15]);
    expect(quote?.facts.assumptions.map(({ code }) => code)).toEqual(['card_hours_asked']);
  });

  it('3 cards of a pool that sells whole lots of 4 are paid as 4', () => {
    expect(quoted(cardHours(3, 5), 4).quotes[0]?.facts.option).toEqual([
      { poolId: 'pol_a', cards: 4, hours: 5 },
    ]);
  });

  it('17 cards of a pool of 16 are a near miss: whole servers of 8 make it 24', () => {
    const { quotes, nearMisses } = quoted(cardHours(17, 5), 1);
    expect(quotes).toEqual([]);
    expect(nearMisses[0]?.misses).toEqual([{ constraint: 'cards', wanted: 24, found: 16, unit: 'cards' }]);
  });

  it('49 hours don’t fit a window of 48', () => {
    expect(quoted(cardHours(1, 49), 1).nearMisses[0]?.misses[0]?.constraint).toBe('deadline');
  });
});
