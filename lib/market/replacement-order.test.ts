import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobUnits } from './job';
import { limitOrder } from './limit-order';
import { isBlockOption } from './order';
import {
  partOfOption,
  type ReplacementRequest,
  replacementLimit,
  replacementOrder,
} from './replacement-order';
import {
  BUYER,
  batchSpec,
  NOW,
  renderingSpec,
  samplePool,
  sampleSheet,
  TERMS,
  THIS_HOUR,
  trainingSpec,
} from './testing';

const YUAN = 1_000_000n;
const FAILER = { organizationId: 'org_provider', controllingGroup: null };
const elsewhere = samplePool({ id: 'pol_b', organizationId: 'org_other' });
const spec = renderingSpec();

const ORDER = {
  units: 5000n,
  limitMicros: 100n * YUAN,
  committedMicros: 0n,
  dueUnits: 2000n,
  deadlineHour: THIS_HOUR + 200,
};

const requestOf = (changes: Partial<ReplacementRequest> = {}): ReplacementRequest => ({
  spec,
  buyer: BUYER,
  pools: [samplePool(), elsewhere],
  terms: TERMS,
  now: NOW,
  order: ORDER,
  missingUnits: 2000n,
  chargedMicros: 6n * YUAN,
  availableMicros: 1000n * YUAN,
  failed: [FAILER],
  ...changes,
});

const draftOf = (changes: Partial<ReplacementRequest> = {}) => {
  const made = replacementOrder(requestOf(changes));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
const refusalOf = (changes: Partial<ReplacementRequest>) => {
  const made = replacementOrder(requestOf(changes));
  return made.ok ? null : made.refusal;
};

describe('missing units are bought again (S-10)', () => {
  it('2,000 of 5,000 frames under 100.00, 6.00 charged: for at most 46.00, anywhere but at who failed', () => {
    const draft = draftOf();
    expect(draft.limitMicros).toBe(46n * YUAN);
    expect(draft.options.map(({ poolId }) => poolId)).toEqual(['pol_b']);
    expect([draft.earliestHour, draft.deadlineHour]).toEqual([THIS_HOUR + 1, THIS_HOUR + 200]);
  });

  it('of 30.00 left in the wallet at most 30.00, of nothing not at all', () => {
    expect(draftOf({ availableMicros: 30n * YUAN }).limitMicros).toBe(30n * YUAN);
    expect(refusalOf({ availableMicros: 0n })).toMatchObject({
      code: 'insufficient_funds',
      facts: { wantedMicros: 46n * YUAN },
    });
  });

  it('a share of the limit under a micro buys nothing', () => {
    const order = { ...ORDER, limitMicros: 1n };
    expect(refusalOf({ order, chargedMicros: 0n })?.code).toBe('limit_too_small');
  });

  it('never under the control of whoever failed, nor of the buyer (M-5)', () => {
    const kin = samplePool({ id: 'pol_c', organizationId: 'org_kin', controllingGroup: 'Helan' });
    const own = samplePool({ id: 'pol_d', organizationId: 'org_own', controllingGroup: 'Blue Group' });
    const failed = [{ organizationId: 'org_provider', controllingGroup: 'Helan' }];
    expect(refusalOf({ pools: [kin, own], failed })).toMatchObject({ code: 'no_pool', facts: { pools: 0 } });
  });

  it('with two failures behind it neither of them is asked again', () => {
    const third = samplePool({ id: 'pol_c', organizationId: 'org_third' });
    const failed = [FAILER, { organizationId: 'org_other', controllingGroup: null }];
    const draft = draftOf({ pools: [samplePool(), elsewhere, third], failed });
    expect(draft.options.map(({ poolId }) => poolId)).toEqual(['pol_c']);
  });

  it('half of a training run fits half the hours: refused when even that is longer than what is left', () => {
    const training = trainingSpec({ tokensB: 20 });
    const { units } = jobUnits(training);
    const whole = limitOrder({
      spec: training,
      buyer: BUYER,
      pools: [elsewhere],
      sheet: sampleSheet([elsewhere], [], 336),
      terms: TERMS,
      now: NOW,
      limitMicros: YUAN,
      availableMicros: YUAN,
    });
    if (!whole.ok) throw new Error(whole.refusal.code);
    const shortest = Math.min(
      ...whole.value.options.map((option) => (isBlockOption(option) ? option.hours : 0)),
    );
    const half = Math.ceil(shortest / 2);
    const leaving = (hours: number) => ({
      spec: training,
      missingUnits: units / 2n,
      order: { ...ORDER, units, dueUnits: units / 2n, deadlineHour: whole.value.earliestHour + hours },
    });
    expect(shortest).toBeGreaterThan(half);
    expect(draftOf(leaving(half)).options.length).toBeGreaterThan(0);
    expect(refusalOf(leaving(half - 1))?.code).toBe('no_pool');
  });

  it('says how many hours are left and how many it needs', () => {
    const order = { ...ORDER, deadlineHour: THIS_HOUR + 3 };
    const late = samplePool({ id: 'pol_b', organizationId: 'org_other', ingressMbits: 1 });
    const found = refusalOf({ order, pools: [late], spec: renderingSpec({ dataInGb: 10 }) });
    expect(found).toMatchObject({ code: 'no_pool', facts: { pools: 1, hoursLeft: 2 } });
    expect(Number(found?.facts.hoursNeeded)).toBeGreaterThan(20);
  });

  it('with its deadline passed there is nothing to look for', () => {
    const order = { ...ORDER, deadlineHour: THIS_HOUR + 1 };
    expect(refusalOf({ order })).toMatchObject({
      code: 'window_past',
      facts: { deadlineHour: THIS_HOUR + 1 },
    });
  });
});

describe('the limit and the options of missing units', () => {
  it('2,000 of 5,000 frames under 100.00, the others filled for 70.00: 30.00 are left for them, not 40.00', () => {
    const order = { ...ORDER, committedMicros: 70n * YUAN };
    expect(draftOf({ order }).limitMicros).toBe(36n * YUAN);
    expect(replacementLimit({ ...order, committedMicros: 59n * YUAN }, 2000n, 0n)).toBe(40n * YUAN);
  });

  it('two parts that fail at once share what is left: 1,000 and 3,000 frames of 40.00', () => {
    const order = { ...ORDER, committedMicros: 60n * YUAN, dueUnits: 4000n };
    const first = replacementLimit(order, 1000n, 0n);
    expect(first).toBe(10n * YUAN);
    const then = { ...order, committedMicros: order.committedMicros + first, dueUnits: 3000n };
    expect(replacementLimit(then, 3000n, 0n)).toBe(30n * YUAN);
  });

  it('an order never costs more than its limit and what was charged, whichever of its parts fail, together or in turn', () => {
    const part = fc.record({
      units: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      weight: fc.bigInt({ min: 1n, max: 10n ** 9n }),
      fails: fc.boolean(),
      atOnce: fc.boolean(),
      charge: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    });
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.array(part, { minLength: 1, maxLength: 6 }),
        (limitMicros, parts) => {
          const units = parts.reduce((sum, one) => sum + one.units, 0n);
          const weights = parts.reduce((sum, one) => sum + one.weight, 0n);
          const prices = parts.map(({ weight }) => (limitMicros * weight) / weights);
          const costs = [...prices];
          const failing = parts.flatMap((one, at) => (one.fails ? [{ ...one, at }] : []));
          const together = failing.filter(({ atOnce }) => atOnce);
          let charged = 0n;
          const buy = (one: (typeof failing)[number], dueUnits: bigint) => {
            costs[one.at] = 0n;
            const committedMicros = costs.reduce((sum, cost) => sum + cost, 0n);
            costs[one.at] = replacementLimit(
              { units, limitMicros, committedMicros, dueUnits },
              one.units,
              0n,
            );
            expect(costs[one.at]).toBeLessThanOrEqual((limitMicros * one.units) / units);
            const paid = replacementLimit(
              { units, limitMicros, committedMicros, dueUnits },
              one.units,
              one.charge,
            );
            expect(paid).toBe((costs[one.at] ?? 0n) + one.charge);
            charged += one.charge;
          };
          for (const one of together) costs[one.at] = 0n;
          let due = together.reduce((sum, one) => sum + one.units, 0n);
          for (const one of together) {
            buy(one, due);
            due -= one.units;
          }
          for (const one of failing) if (!one.atOnce) buy(one, one.units);
          const total = costs.reduce((sum, cost) => sum + cost, 0n);
          expect(total + charged).toBeLessThanOrEqual(limitMicros + charged);
        },
      ),
    );
  });

  it('the only part of an order that paid nothing may cost the whole limit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (limitMicros, units) => {
          const order = { units, limitMicros, committedMicros: 0n, dueUnits: units };
          expect(replacementLimit(order, units, 0n)).toBe(limitMicros);
        },
      ),
    );
  });

  it('a part is never too small for its units, never a whole step too large, and all units are the whole option', () => {
    const jobs = [spec, batchSpec(), trainingSpec()];
    const pool = elsewhere;
    fc.assert(
      fc.property(
        fc.nat({ max: 2 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (which, size, lots, share) => {
          const job = jobs[which] ?? spec;
          const { units: whole } = jobUnits(job);
          const missing = BigInt(Math.max(1, Math.round(share * Number(whole))));
          const block = { poolId: pool.id, cards: lots * 8, hours: size };
          const spread = { poolId: pool.id, cardHours: size, maxCards: lots * 8 };
          const short = partOfOption({ option: block, pool }, job, missing);
          const light = partOfOption({ option: spread, pool }, job, missing);
          if (!isBlockOption(short) || isBlockOption(light)) throw new Error('shape changed');
          for (const part of [short.hours, light.cardHours]) {
            expect(BigInt(part) * whole).toBeGreaterThanOrEqual(BigInt(size) * missing);
            expect(BigInt(part - 1) * whole).toBeLessThan(BigInt(size) * missing);
          }
          expect(short.cards).toBe(block.cards);
          expect(light.maxCards % pool.lotCards).toBe(0);
          expect(light.maxCards).toBeGreaterThanOrEqual(pool.lotCards);
          expect(light.maxCards).toBeLessThanOrEqual(spread.maxCards);
          if (missing === whole) expect([short, light]).toEqual([block, spread]);
        },
      ),
    );
  });

  it('3 frames need no more cards at once than a lot of 8 holds', () => {
    const option = { poolId: 'pol_b', cardHours: 500, maxCards: 64 };
    expect(partOfOption({ option, pool: elsewhere }, spec, 3n)).toEqual({
      poolId: 'pol_b',
      cardHours: 1,
      maxCards: 8,
    });
  });
});
