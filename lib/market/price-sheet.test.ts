import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantPriceMicros, priceSheet, sheetAtAsks } from './price-sheet';
import { DEFAULT_TERMS } from './terms';

const row = { poolId: 'pol_a', hour: 1001, offeredCards: 8, reservedCards: 3, askMicros: 4_000_000n };
const range = { fromHour: 1000, toHour: 1003, roundNumber: 4 };
const lots = new Map([['pol_a', 1]]);

describe('the price sheet', () => {
  it('asks 4.00 after a round at 5.50 cost 5.50; after one at 3.00, or none, they cost the ask', () => {
    const priceAfter = (priceMicros: bigint | null) =>
      priceSheet([{ ...row, priceMicros }], lots, range).pools.get('pol_a')?.prices[1];
    expect(priceAfter(5_500_000n)).toBe(5_500_000);
    expect(priceAfter(3_000_000n)).toBe(4_000_000);
    expect(priceAfter(null)).toBe(4_000_000);
  });

  it('an indicative price counts when it is the greatest', () => {
    const prices = { askMicros: 4n, priceMicros: 5n };
    expect(instantPriceMicros({ ...prices, indicativeMicros: 6n })).toBe(6n);
    expect(instantPriceMicros({ ...prices, indicativeMicros: 2n })).toBe(5n);
    expect(instantPriceMicros({ ...prices, indicativeMicros: null })).toBe(5n);
  });

  it('is at most what its provider had sold it for before it failed (S-5)', () => {
    const prices = { askMicros: 4n, priceMicros: 7n, indicativeMicros: 9n };
    expect(instantPriceMicros({ ...prices, askCapMicros: 6n })).toBe(6n);
    expect(instantPriceMicros({ ...prices, askCapMicros: 12n })).toBe(9n);
    expect(instantPriceMicros({ ...prices, askCapMicros: null })).toBe(9n);
  });

  it('8 offered less 3 reserved leave 5; hours without a row leave none', () => {
    const sheet = priceSheet([{ ...row, priceMicros: null }], lots, range).pools.get('pol_a');
    expect([...(sheet?.freeCards ?? [])]).toEqual([0, 5, 0]);
  });

  it('of 20 offered, 3 reserved and 4 held back, 13 may be taken now, 7 while 30 % are kept, and a round may fill 17', () => {
    const cards = { ...row, offeredCards: 20, heldBackCards: 4, priceMicros: null };
    const sheetAt = (hoursBefore: number) => {
      const now = new Date((row.hour - hoursBefore) * 3_600_000);
      return priceSheet([cards], lots, {
        ...range,
        protectedFrom: { terms: { ...DEFAULT_TERMS, freedCardsPassRound: true }, now },
      }).pools.get('pol_a');
    };
    expect(sheetAt(24)?.freeCards[1]).toBe(13);
    expect(sheetAt(25)?.freeCards[1]).toBe(7);
    expect(sheetAt(25)?.openCards[1]).toBe(17);
  });

  it('at the asks the round no longer counts', () => {
    const sheet = priceSheet([{ ...row, priceMicros: 9_000_000n }], lots, range);
    expect(sheetAtAsks(sheet).pools.get('pol_a')?.prices[1]).toBe(4_000_000);
  });

  it('more reserved than offered is our mistake (M-1)', () => {
    expect(() => priceSheet([{ ...row, reservedCards: 9, priceMicros: null }], lots, range)).toThrow(/M-1/);
  });

  it('is never below the ask', () => {
    const price = fc.bigInt({ min: 1n, max: 100_000_000_000n });
    fc.assert(
      fc.property(price, fc.option(price), fc.option(price), (askMicros, priceMicros, indicativeMicros) => {
        expect(instantPriceMicros({ askMicros, priceMicros, indicativeMicros })).toBeGreaterThanOrEqual(
          askMicros,
        );
      }),
    );
  });
});
