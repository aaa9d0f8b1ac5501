import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuditLink, type ChainedAuditRow, findBrokenLink, nextAuditLink } from './audit-chain';
import { canonicalJson } from './canonical-json';
import { capacityByRegionAndVendor, capacityTotal } from './capacity';
import { dayOf, pricesByChipAndDay, weightedQuantile } from './price-statistics';
import { usedShare, utilization } from './utilization';

describe('capacity', () => {
  const pools = [
    { region: 'CN-NX', vendor: 'huawei', cards: 1000, denseTflops: 320 },
    { region: 'CN-NX', vendor: 'huawei', cards: 500, denseTflops: 400 },
    { region: 'CN-GZ', vendor: 'nvidia', cards: 8, denseTflops: 989.5 },
    { region: 'CN-NX', vendor: 'huawei', cards: 16, denseTflops: null },
  ];
  it('1000 × 320 + 500 × 400 TFLOP/s are 520 PFLOP/s; 16 cards without a source count as cards only (O-3)', () => {
    expect(capacityByRegionAndVendor(pools)).toEqual([
      { region: 'CN-GZ', vendor: 'nvidia', pools: 1, cards: 8, densePflops: 7.916, unratedCards: 0 },
      { region: 'CN-NX', vendor: 'huawei', pools: 3, cards: 1516, densePflops: 520, unratedCards: 16 },
    ]);
  });
  it('the total is the pools’ total', () => {
    expect(capacityTotal(capacityByRegionAndVendor(pools))).toMatchObject({
      pools: 4,
      cards: 1524,
      unratedCards: 16,
    });
  });
});

describe('utilization', () => {
  it('reserved cards run once their hour has begun, and the parts add up to what is offered', () => {
    const use = utilization(
      [
        { hour: 9, offeredCards: 10, reservedCards: 4 },
        { hour: 10, offeredCards: 10, reservedCards: 3 },
        { hour: 11, offeredCards: 20, reservedCards: 5 },
      ],
      10,
    );
    expect(use).toEqual({
      offeredCardHours: 40,
      runningCardHours: 7,
      reservedCardHours: 5,
      idleCardHours: 28,
    });
    expect(usedShare(use)).toBe(0.3);
    expect(usedShare(utilization([], 10))).toBeNull();
  });
  it('more reserved than offered is our fault', () => {
    expect(() => utilization([{ hour: 1, offeredCards: 1, reservedCards: 2 }], 1)).toThrow('M-1');
  });
});

describe('prices', () => {
  const at = (priceMicros: bigint, cardHours: number, day = '2026-11-20') => ({
    chip: 'h100-sxm',
    day,
    priceMicros,
    cardHours,
  });
  it('one trade of 90 card-hours at 2.00 outweighs nine of one each at 9.00', () => {
    const trades = [at(2_000_000n, 90), ...Array.from({ length: 9 }, () => at(9_000_000n, 1))];
    expect(weightedQuantile(trades, 50)).toBe(2_000_000n);
    expect(weightedQuantile(trades, 90)).toBe(2_000_000n);
    expect(weightedQuantile(trades, 91)).toBe(9_000_000n);
  });
  it('per chip and day: quantiles, card-hours and value', () => {
    expect(
      pricesByChipAndDay([
        at(3n, 10),
        at(1n, 10),
        at(2n, 20),
        at(7n, 1, '2026-11-21'),
        at(5n, 0, '2026-11-22'),
      ]),
    ).toEqual([
      {
        chip: 'h100-sxm',
        day: '2026-11-20',
        cardHours: 40,
        valueMicros: 80n,
        leastMicros: 1n,
        p25Micros: 1n,
        medianMicros: 2n,
        p75Micros: 2n,
        mostMicros: 3n,
      },
      {
        chip: 'h100-sxm',
        day: '2026-11-21',
        cardHours: 1,
        valueMicros: 7n,
        leastMicros: 7n,
        p25Micros: 7n,
        medianMicros: 7n,
        p75Micros: 7n,
        mostMicros: 7n,
      },
    ]);
  });
  it('a quantile is a traded price, at least as high for a higher percent, whatever the row order', () => {
    const trades = fc.array(
      fc.record({ priceMicros: fc.bigInt(1n, 10n ** 11n), cardHours: fc.integer({ min: 1, max: 10 ** 6 }) }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(
        trades,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        (rows, a, b) => {
          const low = weightedQuantile(rows, Math.min(a, b));
          const high = weightedQuantile([...rows].reverse(), Math.max(a, b));
          if (low === null || high === null) throw new Error('no quantile');
          expect(rows.some((row) => row.priceMicros === low)).toBe(true);
          expect(low <= high).toBe(true);
        },
      ),
    );
  });
  it('a day is a UTC day', () => expect(dayOf(new Date('2026-11-20T23:59:59.999Z'))).toBe('2026-11-20'));
});

describe('the audit chain', () => {
  const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
  const row = (id: bigint, facts: Record<string, unknown> = {}): ChainedAuditRow => ({
    id,
    organizationId: 'org_a',
    actorKind: 'person',
    actorId: 'per_1',
    verb: 'orders.place-limit-order',
    subjectType: 'order',
    subjectId: `ord_${id}`,
    facts,
    requestId: 'req_1',
    eventAt: new Date('2026-11-21T00:00:00Z'),
  });
  const chainOf = (rows: readonly ChainedAuditRow[]) => {
    let before: AuditLink | null = null;
    return rows.map((one) => {
      const link: AuditLink = nextAuditLink(before, one, sha256);
      before = link;
      return { link, row: one };
    });
  };
  const chain = chainOf([row(3n, { limit: '12.40' }), row(7n, { b: 1, a: [null, true] }), row(8n)]);

  it('numbers are 1, 2, 3 whatever the rows’ ids, and a whole chain is whole', () => {
    expect(chain.map(({ link }) => link.number)).toEqual([1n, 2n, 3n]);
    expect(findBrokenLink(chain, sha256)).toBeNull();
    expect(findBrokenLink(chain.slice(1), sha256, chain[0]?.link)).toBeNull();
  });
  it('one changed fact, one row gone, two swapped or one of another organization are found where they are', () => {
    const edited = chain.map((one, i) => (i === 1 ? { ...one, row: { ...one.row, facts: { b: 2 } } } : one));
    expect(findBrokenLink(edited, sha256)).toEqual({ number: 2n, auditId: 7n, problem: 'hash' });
    expect(findBrokenLink([chain[0]!, chain[2]!], sha256)).toMatchObject({ number: 3n, problem: 'number' });
    const swapped = [
      { link: chain[0]!.link, row: chain[1]!.row },
      { link: chain[1]!.link, row: chain[0]!.row },
    ];
    expect(findBrokenLink(swapped, sha256)).toMatchObject({ number: 1n, problem: 'hash' });
    const foreign = chain.map((one, i) =>
      i === 2 ? { ...one, row: { ...one.row, organizationId: 'org_b' } } : one,
    );
    expect(findBrokenLink(foreign, sha256)).toMatchObject({ problem: 'organization' });
  });
  it('a first row rewritten with a hash of its own breaks at the second: every hash covers all before it', () => {
    const forgedRow = row(3n, { limit: '99.00' });
    const forged = { link: nextAuditLink(null, forgedRow, sha256), row: forgedRow };
    expect(findBrokenLink([forged], sha256)).toBeNull();
    expect(findBrokenLink([forged, ...chain.slice(1)], sha256)).toMatchObject({
      number: 2n,
      problem: 'hash',
    });
  });
  it('the order of keys does not change the hash, and JSON from storage is the same JSON', () => {
    expect(canonicalJson({ b: 1n, a: { d: undefined, c: new Date(0) } })).toBe(
      '{"a":{"c":"1970-01-01T00:00:00.000Z"},"b":"1"}',
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const stored: unknown = JSON.parse(JSON.stringify(value));
        expect(canonicalJson(stored)).toBe(canonicalJson(JSON.parse(canonicalJson(value))));
        expect(JSON.parse(canonicalJson(value))).toEqual(stored);
      }),
    );
  });
});
