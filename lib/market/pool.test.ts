import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockSizes } from './block-options';
import { linkedCards, roundUpToBlock, sameControl, sellsBlock } from './pool';
import { samplePool } from './testing';

const pair = samplePool({ cards: 64, cardsPerServer: 8, lotCards: 2 });

describe('what a pool sells as a block (M-1)', () => {
  it('lots of 2 in servers of 8: 6 and 16 cards, not 5 (no lot) nor 12 (one server and a half)', () => {
    expect([5, 6, 8, 12, 16, 66].map((cards) => sellsBlock(pair, cards))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it('5 cards become 6, 9 become 16, 17 become 24', () => {
    expect([5, 9, 17].map((cards) => roundUpToBlock(pair, cards))).toEqual([6, 16, 24]);
  });

  it('from 3 cards it offers 4, 6, 16 (for 12), 24, 48', () => {
    expect(blockSizes(pair, 3)).toEqual([4, 6, 16, 24, 48]);
  });

  it('every size offered is sold and at least what was needed', () => {
    const aPool = fc
      .record({
        servers: fc.integer({ min: 1, max: 40 }),
        lots: fc.integer({ min: 1, max: 8 }),
        lotCards: fc.integer({ min: 1, max: 8 }),
      })
      .map(({ servers, lots, lotCards }) => {
        const cardsPerServer = lots * lotCards;
        return samplePool({ cards: servers * cardsPerServer, cardsPerServer, lotCards });
      });
    fc.assert(
      fc.property(aPool, fc.integer({ min: 1, max: 300 }), (pool, least) => {
        const sizes = blockSizes(pool, least);
        for (const cards of sizes) {
          expect(sellsBlock(pool, cards)).toBe(true);
          expect(cards).toBeGreaterThanOrEqual(least);
        }
        expect(sizes.length > 0).toBe(roundUpToBlock(pool, least) <= pool.cards);
      }),
    );
  });

  it('promises a gang its lot in one server, not the server', () => {
    expect(linkedCards(pair)).toBe(2);
    expect(linkedCards(samplePool())).toBe(8);
  });
});

describe('same control (M-5)', () => {
  const control = (organizationId: string, controllingGroup: string | null) =>
    sameControl({ organizationId, controllingGroup }, { organizationId: 'org_a', controllingGroup: 'G' });

  it('is the same organization or the same named group; no group is nobody’s group', () => {
    expect(control('org_a', null)).toBe(true);
    expect(control('org_b', 'G')).toBe(true);
    expect(control('org_b', 'H')).toBe(false);
    expect(
      sameControl(
        { organizationId: 'b', controllingGroup: null },
        { organizationId: 'a', controllingGroup: null },
      ),
    ).toBe(false);
    expect(
      sameControl(
        { organizationId: 'b', controllingGroup: '' },
        { organizationId: 'a', controllingGroup: '' },
      ),
    ).toBe(false);
  });
});
