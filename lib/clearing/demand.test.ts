import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@/lib/core/prng';
import { cheapestBlock } from './block-response';
import { bookModel } from './book-model';
import { answer, makeDemand } from './demand';
import { type Market, prepareMarket } from './market';
import { movePrices } from './priced-hours';
import { sampleBook } from './sample-book';
import { makeSpreadCells } from './spread-cells';
import { relaxedSpread } from './spread-response';

const seeds = fc.integer({ min: 0, max: 100_000 });

const sampleMarket = (seed: number, spread: number): Market =>
  prepareMarket(bookModel(sampleBook({ pools: 5, orders: 25, hours: 24, load: 1.5, spread, seed })));

/** Lets prices wander: big and small moves, down to the asks, ever other pools. */
function wander(market: Market, seed: number, look: (demand: ReturnType<typeof makeDemand>) => void): void {
  const random = mulberry32(seed);
  const demand = makeDemand(market, makeSpreadCells(market));
  for (let turn = 0; turn < 12; turn++) {
    const most = [0, 0.002, 0.05, 0.6][Math.floor(random() * 4)]!;
    const whole = random() < 0.3;
    const still = Math.floor(random() * market.poolIds.length);
    movePrices(market, demand.priced, (at, price) => {
      if (Math.floor(at / market.hours) === still) return price;
      const moved = price * (1 + most * (2 * random() - 1));
      return Math.max(market.asks[at]!, whole ? Math.round(moved) : moved);
    });
    look(demand);
  }
}

describe('answers to wandering prices', () => {
  it('a block answered lazily has the route, start and cost of a look at everything, ties included', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const market = sampleMarket(seed, 0);
        const full = { route: -1, start: 0, cost: 0 };
        wander(market, seed, (demand) => {
          for (let j = 0; j < market.orderIds.length; j++) {
            answer(market, demand, j);
            cheapestBlock(market, demand.priced.sums, j, market.limits[j]!, full);
            expect(demand.asking[j]).toBe(full.route < 0 ? 0 : 1);
            expect(demand.surplus[j]).toBe(full.route < 0 ? 0 : market.limits[j]! - full.cost);
            if (full.route >= 0) expect([demand.route[j], demand.start[j]]).toEqual([full.route, full.start]);
          }
        });
      }),
      { numRuns: 150, seed: 20261120 },
    );
  });

  it('a spread answered near its foreseen marginal key costs what gathering every pool-hour finds', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const market = sampleMarket(seed, 1);
        const room = makeSpreadCells(market);
        wander(market, seed, (demand) => {
          for (let j = 0; j < market.orderIds.length; j++) {
            answer(market, demand, j);
            if (market.routeFirst[j] === market.routeFirst[j + 1]) continue;
            const cost = relaxedSpread(market, demand.priced.prices, j, room);
            const surplus = Math.max(0, market.limits[j]! - cost);
            expect(Math.abs(demand.surplus[j]! - surplus)).toBeLessThanOrEqual(1e-9 * market.limits[j]!);
          }
        });
      }),
      { numRuns: 150, seed: 20261120 },
    );
  });

  it('the usage is what the orders that ask take together', () => {
    const market = sampleMarket(7, 0.4);
    wander(market, 7, (demand) => {
      const usage = new Float64Array(market.cards.length);
      for (let j = 0; j < market.orderIds.length; j++) {
        answer(market, demand, j);
        if (demand.asking[j] === 0) continue;
        const spread = demand.answers[j];
        if (spread) for (let i = 0; i < spread.count; i++) usage[spread.cells[i]!]! += spread.amounts[i]!;
        else {
          const route = demand.route[j]!;
          const first = market.routePool[route]! * market.hours + demand.start[j]!;
          for (let h = 0; h < market.routeHours[route]!; h++) usage[first + h]! += market.routeCards[route]!;
        }
      }
      usage.forEach((cards, at) => {
        expect(demand.usage[at]).toBeCloseTo(cards, 6);
      });
    });
  });
});
