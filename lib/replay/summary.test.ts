import { describe, expect, it } from 'vitest';
import { type ReplayFigures, type RoundFigures, summaryText, welfareShares } from './summary';

const round = (number: number, welfare: bigint, bound: bigint): RoundFigures => ({
  number,
  orders: 10,
  filled: 8,
  welfareMicros: welfare,
  boundMicros: bound,
  elapsedMs: 1500,
});
const ROUNDS = [round(1, 90_000_000n, 100_000_000n), round(2, 299_000_000n, 300_000_000n)];

const FIGURES: ReplayFigures = {
  seed: 1,
  hours: 96,
  currency: 'USD',
  offers: {
    read: 12,
    mapped: 10,
    refused: new Map([['unknown_chip', 2]]),
    providers: 4,
    cards: 20,
    chipAmbiguous: 1,
    placeByCountry: 0,
  },
  tasks: {
    read: 100,
    mapped: 60,
    refused: new Map([
      ['no_run_time', 10],
      ['no_gpu', 30],
    ]),
    fractions: 25,
    cardHours: 960,
  },
  orders: {
    placed: 60,
    notPlaced: new Map(),
    filled: 50,
    unfilled: new Map([['outbid', 10]]),
    fundedMicros: 1n,
  },
  trades: {
    cardHours: 4,
    valueMicros: 7_000_000n,
    earnedMicros: 7_000_000n,
    feeMicros: 140_000n,
    prices: [
      { chip: 'l40s', priceMicros: 1_000_000n, cardHours: 3 },
      { chip: 'l40s', priceMicros: 4_000_000n, cardHours: 1 },
    ],
  },
  leases: new Map([['completed', 50]]),
  deliveries: new Map([['accepted', 50]]),
  rounds: ROUNDS,
  bothWays: {
    orders: 60,
    rounds: 96,
    boundMicros: 400_000_000n,
    inRounds: { welfareMicros: 380_000_000n, filled: 50, cardHours: 800, paidMicros: 900_000_000n },
    firstCome: { welfareMicros: 300_000_000n, filled: 45, cardHours: 700, paidMicros: 800_000_000n },
  },
  hoursPlayed: 120,
  seconds: new Map([['orders placed', 12.34]]),
};

describe('the summary of a replay', () => {
  it('welfare over bound: 389 of 400 over all rounds = 0.9725, 0.9000 in the worst, the first', () => {
    const { all, worst } = welfareShares(ROUNDS);
    expect(all).toBeCloseTo(389 / 400, 10);
    expect(worst).toEqual({ number: 1, share: 0.9 });
  });

  it('without rounds nothing was left on the table and there is no worst one', () => {
    expect(welfareShares([])).toEqual({ all: 1, worst: null });
  });

  it('says load, reasons by how often they were met, quantiles, both ways (380 of 400 = 0.95, 300 of 400 = 0.75) and seconds', () => {
    const text = summaryText(FIGURES);
    expect(text).toContain('960 card-hours wanted ÷ 1,920 offered in 96 h = 0.50');
    expect(text).toContain('60 mapped, refused: 40 (no_gpu 30, no_run_time 10)');
    expect(text).toContain('welfare ÷ bound 0.9725');
    expect(text).toMatch(/l40s +4 +1\.00 +1\.00 +1\.00 +1\.00 +4\.00/);
    expect(text).toMatch(/96 hourly rounds +380\.00 +0\.9500 +50 +800 +900\.00/);
    expect(text).toMatch(/first come, first served +300\.00 +0\.7500 +45 +700 +800\.00/);
    expect(text).toMatch(/orders placed +12\.3/);
  });
});
