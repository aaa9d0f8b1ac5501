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

const requestOf = (changes: Partial<ReplacementRequest> = {}): ReplacementRequest => ({
  spec,
  buyer: BUYER,
  pools: [samplePool(), elsewhere],
  terms: TERMS,
  now: NOW,
  order: { units: 5000n, limitMicros: 100n * YUAN, deadlineHour: THIS_HOUR + 200 },
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
    const order = { units: 5000n, limitMicros: 1n, deadlineHour: THIS_HOUR + 200 };
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
      order: { units, limitMicros: 100n * YUAN, deadlineHour: whole.value.earliestHour + hours },
    });
    expect(shortest).toBeGreaterThan(half);
    expect(draftOf(leaving(half)).options.length).toBeGreaterThan(0);
    expect(refusalOf(leaving(half - 1))?.code).toBe('no_pool');
  });

  it('says how many hours are left and how many it needs', () => {
    const order = { units: 5000n, limitMicros: YUAN, deadlineHour: THIS_HOUR + 3 };
    const late = samplePool({ id: 'pol_b', organizationId: 'org_other', ingressMbits: 1 });
    const found = refusalOf({ order, pools: [late], spec: renderingSpec({ dataInGb: 10 }) });
    expect(found).toMatchObject({ code: 'no_pool', facts: { pools: 1, hoursLeft: 2 } });
    expect(Number(found?.facts.hoursNeeded)).toBeGreaterThan(20);
  });

  it('with its deadline passed there is nothing to look for', () => {
    const order = { units: 5000n, limitMicros: YUAN, deadlineHour: THIS_HOUR + 1 };
    expect(refusalOf({ order })).toMatchObject({
      code: 'window_past',
      facts: { deadlineHour: THIS_HOUR + 1 },
    });
  });
});

describe('the limit and the options of missing units', () => {
  it('parts of an order never cost more together than its limit and what was charged', () => {
    const money = fc.bigInt({ min: 1n, max: 10n ** 15n });
    fc.assert(
      fc.property(
        money,
        fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.bigInt({ min: 0n, max: 10n ** 9n })), {
          minLength: 1,
          maxLength: 6,
        }),
        (limitMicros, parts) => {
          const units = parts.reduce((sum, [missing]) => sum + missing, 0n);
          const charged = parts.reduce((sum, [, charge]) => sum + charge, 0n);
          const limits = parts.map(([missing, charge]) =>
            replacementLimit({ limitMicros, units }, missing, charge),
          );
          const total = limits.reduce((sum, limit) => sum + limit, 0n);
          expect(total).toBeLessThanOrEqual(limitMicros + charged);
          expect(total).toBeGreaterThan(limitMicros + charged - BigInt(parts.length));
          expect(replacementLimit({ limitMicros, units }, units, 0n)).toBe(limitMicros);
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
