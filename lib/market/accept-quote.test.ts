import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptQuote, type PoolNow } from './accept-quote';
import { makeQuotes } from './make-quotes';
import { lotsCostMicros } from './placement';
import type { PoolFacts } from './pool';
import type { QuoteDraft } from './quote';
import {
  BUYER,
  NOW,
  renderingSpec,
  samplePool,
  sampleRows,
  sampleSheet,
  TERMS,
  THIS_HOUR,
  trainingSpec,
} from './testing';

const HOURS = 48;

const poolNow = (pool: PoolFacts, freeOf: (at: number) => number = () => pool.cards): PoolNow => ({
  poolId: pool.id,
  organizationId: pool.organizationId,
  controllingGroup: pool.controllingGroup,
  status: 'active',
  lotCards: pool.lotCards,
  fromHour: THIS_HOUR + 1,
  freeCards: Array.from({ length: HOURS }, (_, at) => freeOf(at)),
  openCards: Array.from({ length: HOURS }, (_, at) => freeOf(at)),
});

function quoteOf(
  pools: readonly PoolFacts[],
  askOf: (at: number) => number,
  spec = trainingSpec(),
): QuoteDraft {
  const sheet = sampleSheet(
    pools,
    pools.flatMap((pool) => sampleRows(pool, HOURS, askOf)),
    HOURS,
  );
  const [quote] = makeQuotes({
    spec,
    buyer: BUYER,
    pools,
    sheet,
    terms: TERMS,
    now: NOW,
    rankBy: 'finish',
  }).quotes;
  if (!quote) throw new Error('no quote');
  return quote;
}

const pool = samplePool({ cards: 8 });
const accept = (quote: QuoteDraft, pools: readonly PoolNow[], now = NOW) =>
  acceptQuote(quote, pools, BUYER, TERMS.leadMinutes, now);
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('accepting a quote (M-6)', () => {
  it('whose cards are free but kept for a round is refused as such; without them even so, the cards are gone', () => {
    const quote = quoteOf([pool], () => 10_000_000);
    const kept = { ...poolNow(pool, () => 0), openCards: poolNow(pool).openCards };
    expect(accept(quote, [kept])).toMatchObject({ refusal: { code: 'reserved_for_rounds' } });
    expect(accept(quote, [poolNow(pool, () => 0)])).toMatchObject({ refusal: { code: 'capacity_gone' } });
  });

  const flat = quoteOf([pool], () => 10_000_000);

  it('takes the quoted lots at the quoted price while the cards are free', () => {
    const accepted = accept(flat, [poolNow(pool)]);
    expect(accepted).toMatchObject({ ok: true, value: { lots: flat.facts.lots, moved: false } });
    expect(accepted.ok && accepted.value.totalMicros).toBe(flat.totalMicros);
  });

  it('is refused from the instant it expires', () => {
    expect(accept(flat, [poolNow(pool)], minutesLater(4.99)).ok).toBe(true);
    expect(accept(flat, [poolNow(pool)], minutesLater(5))).toMatchObject({
      ok: false,
      refusal: { code: 'quote_expired' },
    });
  });

  it('is refused when the pool was suspended, and when buyer and provider came under one control (M-5)', () => {
    const refusal = (changes: Partial<PoolNow>) => {
      const accepted = accept(flat, [{ ...poolNow(pool), ...changes }]);
      return accepted.ok ? null : accepted.refusal.code;
    };
    expect(refusal({ status: 'suspended' })).toBe('pool_not_active');
    expect(refusal({ controllingGroup: BUYER.controllingGroup })).toBe('same_control');
  });

  it('never starts in an hour that may no longer be sold, were the quote alive that long (M-16)', () => {
    const long: QuoteDraft = { ...flat, endHour: flat.endHour + 1, expiresAt: minutesLater(60) };
    const prices = long.facts.pools.map((quoted) => ({
      ...quoted,
      prices: [{ hour: quoted.readyHour, hours: 40, priceMicros: '10000000' }],
    }));
    const accepted = accept(
      { ...long, facts: { ...long.facts, pools: prices } },
      [poolNow(pool)],
      minutesLater(6),
    );
    expect(accepted.ok && accepted.value.startHour).toBe(flat.startHour + 1);
  });

  it('gone cards and no other place by the same finish: capacity_gone', () => {
    const taken = poolNow(pool, (at) => (at === 2 ? 7 : 8));
    expect(accept(flat, [taken])).toMatchObject({ ok: false, refusal: { code: 'capacity_gone' } });
  });

  it('a place that ends earlier and costs less is taken, and the buyer pays the less', () => {
    const sheet = sampleSheet(
      [pool],
      sampleRows(pool, HOURS, () => 10_000_000),
      HOURS,
    );
    const late = quoteOf([pool], () => 10_000_000);
    const moved: QuoteDraft = {
      ...late,
      endHour: late.endHour + 2,
      facts: {
        ...late.facts,
        lots: late.facts.lots.map((lot) => ({ ...lot, hour: lot.hour + 2 })),
        pools: late.facts.pools.map((quoted) => ({
          ...quoted,
          prices: [
            { hour: quoted.readyHour, hours: 2, priceMicros: '9000000' },
            { hour: quoted.readyHour + 2, hours: late.endHour - quoted.readyHour, priceMicros: '10000000' },
          ],
        })),
      },
    };
    expect(sheet.pools.size).toBe(1);
    const gone = poolNow(pool, (at) => (THIS_HOUR + 1 + at === moved.endHour - 1 ? 0 : 8));
    const accepted = accept(moved, [gone]);
    const value = accepted.ok ? accepted.value : null;
    expect(value?.moved).toBe(true);
    expect(value?.endHour).toBeLessThan(moved.endHour);
    expect(value?.totalMicros).toBeLessThan(moved.totalMicros);
  });

  it('an earlier place that costs a micro more is not taken', () => {
    const [lot] = flat.facts.lots;
    const dear: QuoteDraft = {
      ...flat,
      endHour: flat.endHour + 1,
      facts: {
        ...flat.facts,
        lots: lot ? [{ ...lot, hour: lot.hour + 1 }] : [],
        pools: flat.facts.pools.map((quoted) => ({
          ...quoted,
          prices: [
            { hour: quoted.readyHour, hours: 1, priceMicros: '10000001' },
            { hour: quoted.readyHour + 1, hours: flat.endHour - quoted.readyHour, priceMicros: '10000000' },
          ],
        })),
      },
    };
    const gone = poolNow(pool, (at) => (THIS_HOUR + 1 + at === dear.endHour - 1 ? 0 : 8));
    expect(accept(dear, [gone])).toMatchObject({ ok: false, refusal: { code: 'capacity_gone' } });
  });

  it('whatever is free and asked since, it costs at most the quote, ends no later, and fits what is free', () => {
    const gaming = samplePool({ id: 'pol_g', chip: 'rtx-4090', cards: 12, lotCards: 2 });
    const asks = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: HOURS, maxLength: HOURS });
    const frees = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: HOURS, maxLength: HOURS });
    const spec = renderingSpec({ frames: 6000 });
    fc.assert(
      fc.property(
        asks,
        frees,
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        (ask, free, minutes, isBlock) => {
          const target = isBlock ? pool : gaming;
          const quote = quoteOf([target], (at) => ask[at] ?? 1, isBlock ? trainingSpec() : spec);
          const freeOf = (at: number) => Math.min(target.cards, free[at] ?? 0);
          const accepted = accept(quote, [poolNow(target, freeOf)], minutesLater(minutes));
          if (!accepted.ok) return;
          const { lots, totalMicros, endHour } = accepted.value;
          expect(totalMicros).toBeLessThanOrEqual(quote.totalMicros);
          expect(totalMicros).toBe(lotsCostMicros(lots));
          expect(endHour).toBeLessThanOrEqual(quote.endHour);
          for (const { hour, hours, cards, pricesMicros } of lots)
            for (let h = hour; h < hour + hours; h++) {
              expect(freeOf(h - THIS_HOUR - 1)).toBeGreaterThanOrEqual(cards);
              expect(pricesMicros[h - hour]).toBe(String(ask[h - THIS_HOUR - 1]));
            }
          if (isBlock)
            expect(lots.map(({ cards, hours }) => [cards, hours])).toEqual(
              quote.facts.lots.map(({ cards, hours }) => [cards, hours]),
            );
        },
      ),
      { numRuns: 200 },
    );
  });
});
