import { describe, expect, it } from 'vitest';
import type { PlannedOrder } from '@/lib/replay/buyers-side';
import type { Offer } from '@/lib/replay/read-offer';
import { replayBothWays, replayDay } from './replay-both-ways';

const offer = (chip: string, cards: number, askMicros: bigint): Offer => ({
  instanceType: chip,
  chip,
  chipAmbiguous: false,
  cards,
  askMicros,
  region: 'US',
  regionExact: true,
  place: 'US',
});

const planned = (
  name: string,
  minute: number,
  limitMicros: bigint,
  cards: number,
  chips: string[],
): PlannedOrder => ({
  task: { name, cards, wasFraction: false, hours: 2, chips, createdAtS: 0 },
  buyer: 0,
  arrivesAtMs: minute * 60_000,
  limitMicros,
  deadlineHours: 4,
  answers: true,
});

const OFFERS = [offer('l40s', 2, 1_000_000n), offer('h100', 4, 3_000_000n)];

describe('a replay cleared both ways', () => {
  it('offers an order the pools of its chips with cards enough, from the hour after its arrival', () => {
    const { book } = replayDay(
      OFFERS,
      [planned('any', 50, 1n, 2, []), planned('large', 10, 1n, 4, []), planned('l40s', 10, 1n, 1, ['l40s'])],
      2,
    );
    expect(book.orders.map(({ options }) => options.map(({ pool }) => pool))).toEqual([
      ['pol_000000', 'pol_000001'],
      ['pol_000001'],
      ['pol_000000'],
    ]);
    expect(book.orders.map(({ earliest, deadline }) => [earliest, deadline])).toEqual([
      [2, 4],
      [1, 4],
      [1, 4],
    ]);
  });

  it('two cards for two hours at 1.00: the round takes the limit of 9.00 before the 5.00 that came first, worth 5.00 instead of 1.00; a window an hour shorter is over before the round', () => {
    const orders = [
      planned('first', 1, 5_000_000n, 2, ['l40s']),
      planned('second', 2, 9_000_000n, 2, ['l40s']),
    ];
    const short = orders.map((one) => ({ ...one, deadlineHours: 3 }));
    expect(replayBothWays(OFFERS, short, 1)).toMatchObject({
      orders: 2,
      rounds: 1,
      inRounds: { welfareMicros: 0n, filled: 0 },
      firstCome: { welfareMicros: 1_000_000n, filled: 1 },
    });
    const long = orders.map((one) => ({ ...one, deadlineHours: 4 }));
    expect(replayBothWays(OFFERS, long, 1)).toMatchObject({
      inRounds: { welfareMicros: 5_000_000n, filled: 1, cardHours: 4 },
      firstCome: { welfareMicros: 1_000_000n, filled: 1, cardHours: 4, paidMicros: 4_000_000n },
    });
  });
});
