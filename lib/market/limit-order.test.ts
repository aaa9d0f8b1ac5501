import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobSpec } from './job';
import { type LimitOrderRequest, limitOrder } from './limit-order';
import { makeQuotes } from './make-quotes';
import { isBlockOption } from './order';
import type { PoolFacts } from './pool';
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

const HOURS = 336;
const RICH = 10n ** 15n;

function requestOf(
  spec: JobSpec,
  pools: readonly PoolFacts[],
  changes: Partial<LimitOrderRequest> = {},
): LimitOrderRequest {
  const rows = pools.flatMap((pool) => sampleRows(pool, HOURS));
  const sheet = sampleSheet(pools, rows, HOURS);
  return {
    spec,
    buyer: BUYER,
    pools,
    sheet,
    terms: TERMS,
    now: NOW,
    limitMicros: 5_000_000_000n,
    availableMicros: RICH,
    ...changes,
  };
}

const orderOf = (request: LimitOrderRequest) => {
  const made = limitOrder(request);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
const codeOf = (request: LimitOrderRequest) => {
  const made = limitOrder(request);
  return made.ok ? null : made.refusal;
};

describe('a limit order', () => {
  it('names every option of every pool the job may run in, in one window', () => {
    const order = orderOf(requestOf(trainingSpec(), [samplePool({ id: 'pol_b' }), samplePool()]));
    expect(order.shape).toBe('block');
    expect(new Set(order.options.map(({ poolId }) => poolId))).toEqual(new Set(['pol_a', 'pol_b']));
    expect(order.options[0]?.poolId).toBe('pol_a');
    expect(order.earliestHour).toBe(THIS_HOUR + 1);
    expect(order.deadlineHour).toBe(THIS_HOUR + 200);
    for (const option of order.options)
      if (isBlockOption(option))
        expect(order.earliestHour + option.hours).toBeLessThanOrEqual(order.deadlineHour);
  });

  it('is funded: 5000.00 with 4999.99 available is short 0.01 (M-5)', () => {
    const refusal = codeOf(requestOf(trainingSpec(), [samplePool()], { availableMicros: 4_999_990_000n }));
    expect(refusal).toMatchObject({ code: 'insufficient_funds', facts: { shortMicros: 10_000n } });
  });

  it('of nothing, or past what a book holds, is refused', () => {
    const code = (limitMicros: bigint) =>
      codeOf(requestOf(trainingSpec(), [samplePool()], { limitMicros, availableMicros: 10n ** 18n }))?.code;
    expect(code(0n)).toBe('limit_not_positive');
    expect(code(2n ** 53n)).toBe('limit_too_large');
    expect(code(2n ** 53n - 1n)).toBeUndefined();
  });

  it('without a pool it may run in is refused', () => {
    const spec = trainingSpec({}, { regions: ['SG'] });
    expect(codeOf(requestOf(spec, [samplePool()]))?.code).toBe('no_option');
  });

  it('under the cheapest place at the asks it warns: it waits for asks to fall (M-15)', () => {
    const { leastAtAsksMicros } = orderOf(requestOf(trainingSpec(), [samplePool()]));
    if (leastAtAsksMicros === null) throw new Error('nothing free');
    const below = (limitMicros: bigint) =>
      orderOf(requestOf(trainingSpec(), [samplePool()], { limitMicros })).belowAsk;
    expect(below(leastAtAsksMicros)).toBe(false);
    expect(below(leastAtAsksMicros - 1n)).toBe(true);
  });

  it('waits for its data: a pool that gets it 25 hours later than the quickest is left out', () => {
    const slow = samplePool({ id: 'pol_s', ingressMbits: 1000 });
    const order = orderOf(requestOf(trainingSpec({ dataInGb: 12_000 }), [samplePool(), slow]));
    expect(new Set(order.options.map(({ poolId }) => poolId))).toEqual(new Set(['pol_a', 'pol_s']));
    expect(order.earliestHour).toBe(THIS_HOUR + 28);
    const late = orderOf(requestOf(trainingSpec({ dataInGb: 13_000 }), [samplePool(), slow]));
    expect(new Set(late.options.map(({ poolId }) => poolId))).toEqual(new Set(['pol_a']));
    expect(late.nearMisses.map(({ poolId, misses }) => [poolId, misses[0]?.constraint])).toEqual([
      ['pol_s', 'transfer'],
    ]);
  });

  it('costs a block at the asks what its cheapest quote does before any round, and a spread no less', () => {
    const aPool = fc.record({
      chip: fc.constantFrom('h100-sxm-80gb', 'rtx-4090', 'l40s'),
      cards: fc.constantFrom(8, 16, 64),
      lotCards: fc.constantFrom(1, 2, 8),
    });
    const spec = fc.constantFrom(trainingSpec(), renderingSpec(), renderingSpec({ frames: 90_000 }));
    fc.assert(
      fc.property(spec, fc.array(aPool, { minLength: 1, maxLength: 3 }), (job, made) => {
        const pools = made.map((pool, at) => samplePool({ ...pool, id: `pol_${at}` }));
        const request = requestOf(job, pools);
        const order = limitOrder(request);
        const { quotes } = makeQuotes(request);
        if (!order.ok) return expect(quotes).toEqual([]);
        const least = order.value.leastAtAsksMicros;
        const cheapest = quotes[0]?.totalMicros ?? null;
        if (job.kind === 'training') expect(least).toBe(cheapest);
        // The greedy fill over all pools, which the rounds use too, may miss a cheaper one in a single pool.
        else if (least !== null) expect(cheapest).toBeLessThanOrEqual(least);
      }),
      { numRuns: 60 },
    );
  });
});
