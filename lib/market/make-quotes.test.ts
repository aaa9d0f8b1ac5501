import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourStart } from '@/lib/core/hours';
import { figureNoteText } from './figure-note';
import type { JobSpec } from './job';
import { jobWindow, makeQuotes, type QuoteRequest, rankQuotes } from './make-quotes';
import { lotsCostMicros } from './placement';
import type { PoolFacts } from './pool';
import {
  BUYER,
  batchSpec,
  NOW,
  renderingSpec,
  samplePool,
  sampleRows,
  sampleSheet,
  TERMS,
  THIS_HOUR,
  trainingSpec,
} from './testing';

const HOURS = 336;

function quotesOf(spec: JobSpec, pools: readonly PoolFacts[], changes: Partial<QuoteRequest> = {}) {
  const rows = pools.flatMap((pool, at) => sampleRows(pool, HOURS, (h) => 10_000_000 + (h % 24) * 1000 + at));
  const sheet = sampleSheet(pools, rows, HOURS);
  return makeQuotes({ spec, buyer: BUYER, pools, sheet, terms: TERMS, now: NOW, ...changes });
}

const gaming = samplePool({ id: 'pol_g', chip: 'rtx-4090', cards: 40, lotCards: 1, pue: null });
const idOf = (request: readonly { readonly poolIds: readonly string[] }[]) =>
  request.map(({ poolIds }) => poolIds.join('+'));

describe('the window', () => {
  it('at 8:40 with 15 minutes of lead the first hour sold is 9:00; the running one never is (M-16)', () => {
    expect(jobWindow(trainingSpec(), TERMS, NOW).firstHour).toBe(THIS_HOUR + 1);
  });

  it('at 8:46 it is 10:00, for 9:00 is less than 15 minutes ahead (M-16)', () => {
    const now = new Date(NOW.getTime() + 6 * 60_000);
    expect(jobWindow(trainingSpec(), TERMS, now).firstHour).toBe(THIS_HOUR + 2);
  });

  it('sale reaches 336 hours from the first sellable one (M-18)', () => {
    expect(jobWindow(trainingSpec(), TERMS, NOW).horizonHour).toBe(THIS_HOUR + 1 + 336);
  });

  it('no quote starts before its data: 36 TB over 10 Gbit/s, accepted by 8:45, are there at 16:45', () => {
    const { quotes } = quotesOf(trainingSpec({ dataInGb: 36_000 }), [samplePool()]);
    expect(Math.min(...quotes.map(({ startHour }) => startHour))).toBe(THIS_HOUR + 9);
  });
});

describe('a quote', () => {
  const { quotes } = quotesOf(trainingSpec(), [samplePool()], { terms: { ...TERMS, taxBps: 600 } });
  const [quote] = quotes;
  if (!quote) throw new Error('no quote');

  it('totals Σ cards × price exactly and says the 6 % tax inside it: ⌊total × 6 ÷ 106⌋ (M-11, M-19)', () => {
    expect(quote.totalMicros).toBe(lotsCostMicros(quote.facts.lots));
    expect(quote.taxMicros).toBe((quote.totalMicros * 600n) / 10_600n);
  });

  it('lives 5 minutes, never past the next main round nor its lead time (M-6, M-19)', () => {
    const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
    expect(quote.expiresAt).toEqual(at(5));
    const soon = quotesOf(trainingSpec(), [samplePool()], { nextRoundAt: at(2) });
    expect(soon.quotes[0]?.expiresAt).toEqual(at(2));
    const late = quotesOf(trainingSpec(), [samplePool()], { now: at(4), nextRoundAt: at(60) });
    const first = late.quotes.find(({ startHour }) => startHour === THIS_HOUR + 1);
    expect(first?.expiresAt).toEqual(at(5));
    expect(hourStart(THIS_HOUR + 1).getTime() - at(5).getTime()).toBe(15 * 60_000);
  });

  it('is sized at p90 and shows both finishes', () => {
    const { facts } = quote;
    expect(facts.cardHours).toBeGreaterThanOrEqual(facts.cardHoursP90);
    expect(facts.cardHoursP50).toBeLessThan(facts.cardHoursP90);
    expect(facts.finishHourP50).toBeLessThanOrEqual(facts.finishHourP90);
    expect(facts.finishHourP90).toBe(quote.endHour);
  });

  it('keeps its pool’s prices from the ready hour to its end (M-6)', () => {
    const [pool] = quote.facts.pools;
    const hours = pool?.prices.reduce((sum, run) => sum + run.hours, 0);
    expect(hours).toBe(quote.endHour - (pool?.readyHour ?? 0));
  });

  it('counts energy as likely card-hours × 700 W × PUE 1.2 and carbon by the grid (O-6)', () => {
    const { energyKwh, carbonKg, cardHoursP50 } = quote.facts;
    expect(energyKwh.known && energyKwh.value).toBeCloseTo((cardHoursP50 * 700 * 1.2) / 1000, 9);
    expect(carbonKg.known && energyKwh.known && carbonKg.value / energyKwh.value).toBeCloseTo(0.6187, 9);
    expect(energyKwh.known && figureNoteText(energyKwh.source)).toContain('as a proxy for the draw');
  });

  it('takes 100 GB in and 50 GB out over 10 Gbit/s: 120 s', () => {
    const { transferHours } = quote.facts;
    expect(transferHours.known && transferHours.value * 3600).toBeCloseTo(120, 9);
  });

  it('survives JSON unchanged: it is stored as it is shown', () => {
    expect(JSON.parse(JSON.stringify(quote.facts))).toEqual(quote.facts);
  });
});

describe('what a quote does not know', () => {
  const { quotes } = quotesOf(trainingSpec({ homeRegion: undefined, dataOutGb: undefined }), [
    samplePool({ pue: null, record: { leases: 4, deliveredShare: 1, onTimeShare: 1 } }),
  ]);
  const facts = quotes[0]?.facts;

  it('it says, with the reason, and puts nothing in its place (P-6)', () => {
    const why = (figure: { known: boolean; why?: { code: string } } | undefined) =>
      figure?.known === false ? figure.why?.code : 'known';
    expect(why(facts?.energyKwh)).toBe('pue_unknown');
    expect(why(facts?.carbonKg)).toBe('energy_unknown');
    expect(why(facts?.latencyMs)).toBe('home_unknown');
    expect(why(facts?.transferHours)).toBe('data_unknown');
  });

  it('4 ended leases are no record; 5 are (P-6)', () => {
    const record = facts?.providerRecord;
    expect(record?.known === false && figureNoteText(record.why)).toBe(
      '4 ended leases; a record needs at least 5.',
    );
    const five = { leases: 5, deliveredShare: 0.98, onTimeShare: 0.8 };
    const [known] = quotesOf(trainingSpec(), [samplePool({ record: five })]).quotes;
    expect(known?.facts.providerRecord).toMatchObject({ known: true, value: five });
  });
});

describe('ranking', () => {
  it('by total the cheapest is first, by finish the soonest', () => {
    const { quotes } = quotesOf(trainingSpec(), [samplePool(), samplePool({ id: 'pol_b' })]);
    expect(quotes.map(({ totalMicros }) => totalMicros)).toEqual(
      quotes.map(({ totalMicros }) => totalMicros).sort((a, b) => (a < b ? -1 : 1)),
    );
    const byFinish = rankQuotes(quotes, 'finish').map(({ endHour }) => endHour);
    expect(byFinish).toEqual([...byFinish].sort((a, b) => a - b));
  });

  it('never shows one placement twice', () => {
    const { quotes } = quotesOf(trainingSpec(), [samplePool()]);
    expect(new Set(quotes.map(({ facts }) => JSON.stringify(facts.lots))).size).toBe(quotes.length);
  });

  it('does not depend on the order of the pools', () => {
    const pools = ['c', 'a', 'b'].map((id) => samplePool({ id: `pol_${id}` }));
    const rows = pools.flatMap((pool) => sampleRows(pool, HOURS));
    const sheet = sampleSheet(pools, rows, HOURS);
    const again = (order: readonly PoolFacts[]) => quotesOf(renderingSpec(), order, { sheet }).quotes;
    expect(idOf(again(pools))).toEqual(idOf(again([...pools].reverse())));
    expect(again(pools).length).toBeGreaterThan(0);
  });
});

describe('a spread over several pools', () => {
  const many = [gaming, samplePool({ id: 'pol_h', chip: 'l40s', cards: 16, lotCards: 4 })];

  it('ends sooner over both pools than in either, and each has its work share: together 1', () => {
    const { quotes } = quotesOf(renderingSpec({ frames: 50_000 }), many);
    const [soonest] = rankQuotes(quotes, 'finish');
    expect(soonest?.poolIds).toHaveLength(2);
    const shares = soonest?.facts.pools.map(({ workShare }) => workShare) ?? [];
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1);
    expect(soonest?.facts.providerRecord.known).toBe(true);
  });

  it('one frame is never spread over two pools: each lease needs a unit (S-2)', () => {
    const { quotes } = quotesOf(renderingSpec({ frames: 1 }), many);
    expect(quotes.every(({ poolIds }) => poolIds.length === 1)).toBe(true);
  });

  it('batch inference uses whole instances: lots of 8 hold instances of 1, 2, 4 or 8 cards', () => {
    const { quotes } = quotesOf(batchSpec(), [samplePool()]);
    for (const { facts } of quotes) for (const { cards } of facts.lots) expect(cards % 8).toBe(0);
  });
});

describe('any job on any pool', () => {
  const aJob = fc.oneof(
    fc
      .record({
        paramsTotalB: fc.double({ min: 0.001, max: 20_000, noNaN: true }),
        tokensB: fc.double({ min: 1e-9, max: 1000, noNaN: true }),
        method: fc.constantFrom('full', 'lora', 'qlora'),
        precision: fc.constantFrom('fp32', 'bf16', 'fp8', 'int8', 'int4'),
      })
      .map((job) => trainingSpec({ ...job, model: undefined, paramsActiveB: job.paramsTotalB })),
    fc
      .record({
        frames: fc.integer({ min: 1, max: 1_000_000 }),
        seconds: fc.double({ min: 0.001, max: 900, noNaN: true }),
      })
      .map(({ frames, seconds }) => renderingSpec({ frames, calibrationSecondsPerFrame: seconds })),
    fc
      .record({
        rate: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        hours: fc.integer({ min: 1, max: 300 }),
      })
      .map(({ rate, hours }) => batchSpec({ demand: { mode: 'serving', outputTokensPerS: rate, hours } })),
  );
  const aPool = fc
    .record({
      chip: fc.constantFrom('h100-sxm-80gb', 'rtx-4090', 'ascend-910b2', 'l40s', 'mi300x', 't4'),
      servers: fc.integer({ min: 1, max: 16 }),
      lotCards: fc.constantFrom(1, 2, 4, 8),
    })
    .map(({ chip, servers, lotCards }) => samplePool({ chip, cards: servers * 8, lotCards }));

  it('has quotes inside window, horizon, capacity and M-1, or a near miss that says why', () => {
    fc.assert(
      fc.property(aJob, fc.array(aPool, { minLength: 1, maxLength: 4 }), (spec, made) => {
        const pools = made.map((pool, at) => ({ ...pool, id: `pol_${at}` }));
        const { quotes, nearMisses, window } = quotesOf(spec, pools);
        expect(quotes.length + nearMisses.length).toBeGreaterThan(0);
        for (const { misses } of nearMisses) expect(misses.length).toBeGreaterThan(0);
        for (const quote of quotes) {
          expect(quote.startHour).toBeGreaterThanOrEqual(window.firstHour);
          expect(quote.endHour).toBeLessThanOrEqual(Math.min(window.deadlineHour, window.horizonHour));
          expect(quote.totalMicros).toBe(lotsCostMicros(quote.facts.lots));
          expect(quote.facts.finishHourP50).toBeLessThanOrEqual(quote.endHour);
          expect(quote.facts.finishHourP50).toBeGreaterThan(quote.startHour);
          for (const lot of quote.facts.lots) {
            const pool = pools.find(({ id }) => id === lot.poolId);
            expect(lot.cards % (pool?.lotCards ?? 0)).toBe(0);
            expect(lot.cards).toBeLessThanOrEqual(pool?.cards ?? 0);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
