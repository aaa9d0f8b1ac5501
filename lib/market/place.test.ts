import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SpreadOption } from './order';
import { placeBlock } from './place-block';
import { type Cell, placeSpread, placeSpreadFast, type SpreadSource } from './place-spread';
import type { PoolSheet } from './price-sheet';

const FROM = 1000;

const sheetOf = (
  poolId: string,
  lotCards: number,
  hours: readonly { free: number; price: number }[],
): PoolSheet => {
  const prices = Float64Array.from(hours, ({ price }) => price);
  const freeCards = Int32Array.from(hours, ({ free }) => free);
  return { poolId, lotCards, fromHour: FROM, freeCards, openCards: freeCards, prices, asks: prices };
};

const anHour = fc.record({ free: fc.integer({ min: 0, max: 12 }), price: fc.integer({ min: 1, max: 9 }) });
const someHours = fc.array(anHour, { minLength: 1, maxLength: 10 });
const aPrecious = fc.record({
  free: fc.integer({ min: 0, max: 12 }),
  price: fc.integer({ min: 1, max: 100_000_000_000 }),
});

/** Every start, by adding up every hour. */
function slowBlock(sheet: PoolSheet, cards: number, hours: number, from: number, to: number) {
  const places: { hour: number; cost: bigint }[] = [];
  for (let start = Math.max(from, FROM); start + hours <= Math.min(to, FROM + sheet.prices.length); start++) {
    const range = Array.from({ length: hours }, (_, i) => start - FROM + i);
    if (range.every((at) => (sheet.freeCards[at] ?? 0) >= cards))
      places.push({
        hour: start,
        cost: range.reduce((sum, at) => sum + BigInt(cards) * BigInt(sheet.prices[at] ?? 0), 0n),
      });
  }
  return places;
}

/** The greedy rule said plainly: one lot at a time, all cells sorted. */
function slowSpread(sources: readonly SpreadSource[], toHour: number): Map<string, number> | null {
  const cells = sources
    .flatMap(({ option, sheet, readyHour }) =>
      Array.from(sheet.prices, (price, at) => ({ option, sheet, price, hour: FROM + at })).filter(
        ({ hour }) => hour >= readyHour && hour < toHour,
      ),
    )
    .sort((a, b) => {
      const [left, right] = [a, b].map(({ price, option }) => BigInt(price) * BigInt(option.cardHours));
      if (left !== right) return (left ?? 0n) < (right ?? 0n) ? -1 : 1;
      if (a.option.poolId !== b.option.poolId) return a.option.poolId < b.option.poolId ? -1 : 1;
      return a.hour - b.hour;
    });
  const lots: { key: string; cards: number; part: number }[] = [];
  const work = () => lots.reduce((sum, { part }) => sum + part, 0);
  const enough = () => work() >= 1 - 1e-9;
  for (const { option, sheet, hour } of cells) {
    const most = Math.min(option.maxCards, sheet.freeCards[hour - FROM] ?? 0);
    for (let cards = sheet.lotCards; cards <= most && !enough(); cards += sheet.lotCards)
      lots.push({
        key: `${option.poolId}/${hour}`,
        cards: sheet.lotCards,
        part: sheet.lotCards / option.cardHours,
      });
  }
  if (!enough()) return null;
  for (let at = lots.length - 1; at >= 0; at--) {
    const [dropped] = lots.splice(at, 1);
    if (!enough() && dropped) lots.splice(at, 0, dropped);
  }
  const cards = new Map<string, number>();
  for (const lot of lots) cards.set(lot.key, (cards.get(lot.key) ?? 0) + lot.cards);
  return cards;
}

const cardsOf = (cells: readonly Cell[]) =>
  new Map(cells.map(({ poolId, hour, cards }) => [`${poolId}/${hour}`, cards]));

describe('placing a block', () => {
  it('2 cards for 2 hours at 5, 3, 4, 9 start in hour 1 for 2 × 7 = 14, soonest in hour 0 for 2 × 8 = 16', () => {
    const sheet = sheetOf(
      'a',
      1,
      [5, 3, 4, 9].map((price) => ({ free: 2, price })),
    );
    const places = placeBlock({ poolId: 'a', cards: 2, hours: 2 }, sheet, FROM, FROM + 4);
    expect(places?.cheapest).toMatchObject({ hour: FROM + 1, costMicros: 14n });
    expect(places?.fastest).toMatchObject({ hour: FROM, costMicros: 16n });
  });

  it('3 cards from a pool that sells pairs have no place', () => {
    const sheet = sheetOf('a', 2, [{ free: 8, price: 1 }]);
    expect(placeBlock({ poolId: 'a', cards: 3, hours: 1 }, sheet, FROM, FROM + 1)).toBeNull();
  });

  it('equals trying every start: the least cost first at its earliest, and the earliest of all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anHour, aPrecious), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: -2, max: 6 }),
        (hours, cards, length, late) => {
          const sheet = sheetOf('a', 1, hours);
          const option = { poolId: 'a', cards, hours: length };
          const places = placeBlock(option, sheet, FROM + late, FROM + 9);
          const all = slowBlock(sheet, cards, length, FROM + late, FROM + 9);
          const [fastest] = all;
          const cheapest = all.reduce(
            (best, place) => (best && best.cost <= place.cost ? best : place),
            fastest,
          );
          expect(places?.cheapest.hour).toBe(cheapest?.hour);
          expect(places?.cheapest.costMicros).toBe(cheapest?.cost);
          expect(places?.fastest.hour).toBe(fastest?.hour);
          expect(places?.fastest.costMicros).toBe(fastest?.cost);
        },
      ),
      { numRuns: 400 },
    );
  });
});

const someSources = fc
  .array(
    fc.record({
      hours: someHours,
      cardHours: fc.integer({ min: 1, max: 40 }),
      maxCards: fc.integer({ min: 1, max: 12 }),
      lotCards: fc.constantFrom(1, 2, 3, 4),
      late: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((pools) =>
    pools.map(({ hours, cardHours, maxCards, lotCards, late }, at): SpreadSource => {
      const poolId = `pol_${at}`;
      const option: SpreadOption = { poolId, cardHours, maxCards };
      return { option, sheet: sheetOf(poolId, lotCards, hours), readyHour: FROM + late };
    }),
  );

describe('placing a spread', () => {
  it('10 card-hours at 1 and 3 with 6 cards each hour take 6 × 1 + 4 × 3 = 18', () => {
    const sheet = sheetOf('a', 1, [
      { free: 6, price: 3 },
      { free: 6, price: 1 },
    ]);
    const source = { option: { poolId: 'a', cardHours: 10, maxCards: 8 }, sheet, readyHour: FROM };
    const place = placeSpread([source], FROM + 2);
    expect(place?.costMicros).toBe(18n);
    expect(place?.endHour).toBe(FROM + 2);
    expect(cardsOf(place?.cells ?? [])).toEqual(
      new Map([
        [`a/${FROM + 1}`, 6],
        [`a/${FROM}`, 4],
      ]),
    );
  });

  it('equals the greedy rule taken one lot at a time over all cells sorted', () => {
    fc.assert(
      fc.property(someSources, fc.integer({ min: 1, max: 10 }), (sources, span) => {
        const place = placeSpread(sources, FROM + span);
        const slow = slowSpread(sources, FROM + span);
        expect(place && cardsOf(place.cells)).toEqual(slow);
      }),
      { numRuns: 1000 },
    );
  });

  it('picks from 20 pools × 60 hours what sorting them all would pick', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anHour, { minLength: 60, maxLength: 60 }), { minLength: 20, maxLength: 20 }),
        fc.integer({ min: 50, max: 3000 }),
        (pools, cardHours) => {
          const sources = pools.map((hours, at): SpreadSource => {
            const poolId = `pol_${at}`;
            const option = { poolId, cardHours: cardHours + at, maxCards: 9 };
            return { option, sheet: sheetOf(poolId, 1, hours), readyHour: FROM };
          });
          const place = placeSpread(sources, FROM + 60);
          expect(place && cardsOf(place.cells)).toEqual(slowSpread(sources, FROM + 60));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('does the whole job, minimally, within free cards; costs Σ cards × price; and the fast place ends first', () => {
    fc.assert(
      fc.property(someSources, (sources) => {
        const place = placeSpread(sources, FROM + 10);
        const fast = placeSpreadFast(sources, FROM + 10);
        expect(fast === null).toBe(place === null);
        if (!place || !fast) return;
        for (const { cells, costMicros } of [place, fast]) {
          const sourceOf = new Map(sources.map((source) => [source.option.poolId, source]));
          let work = 0;
          let cost = 0n;
          for (const { poolId, hour, cards, price } of cells) {
            const source = sourceOf.get(poolId);
            expect(source).toBeDefined();
            if (!source) continue;
            expect(cards % source.sheet.lotCards).toBe(0);
            expect(cards).toBeLessThanOrEqual(source.sheet.freeCards[hour - FROM] ?? 0);
            expect(cards).toBeLessThanOrEqual(source.option.maxCards);
            expect(hour).toBeGreaterThanOrEqual(source.readyHour);
            work += cards / source.option.cardHours;
            cost += BigInt(cards) * BigInt(price);
          }
          expect(work).toBeGreaterThanOrEqual(1 - 1e-8);
          expect(cost).toBe(costMicros);
          for (const { poolId } of cells) {
            const source = sourceOf.get(poolId);
            const part = source ? source.sheet.lotCards / source.option.cardHours : 0;
            expect(work - part).toBeLessThan(1);
          }
        }
        expect(fast.endHour).toBeLessThanOrEqual(place.endHour);
        expect(placeSpread(sources, fast.endHour - 1)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
