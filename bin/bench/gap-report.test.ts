import { describe, expect, it } from 'vitest';
import { generateBook } from '@/lib/clearing/generate-book';
import { parseBook } from '@/lib/clearing/parse-book';
import { cutBook } from './cut-book';
import { type CutRow, cutSummary, effortTable, gapShares } from './gap-report';

const row: CutRow = {
  name: 'a cut',
  pools: 2,
  orders: 5,
  welfareMicros: 900,
  highsMicros: 930,
  highsBoundMicros: 950,
  boundMicros: 1000,
  highsSeconds: 60,
};

describe('the gap between welfare and bound', () => {
  it('900 ≤ 930 ≤ 950 ≤ 1000: half is the bound’s, 30 % the allocation’s, 20 % open', () => {
    const { bound, allocation, open } = gapShares([row]);
    expect([bound, allocation, open].map((share) => share.toFixed(3))).toEqual(['0.500', '0.300', '0.200']);
    expect(cutSummary([row])).toContain("50 % is the bound's, 30 % the allocation's, 20 % open");
  });

  it('is never the allocation’s where HiGHS found less than the engine', () => {
    expect(gapShares([{ ...row, highsMicros: 850 }]).allocation).toBe(0);
  });

  it('closes by what longer runs gain: 990 after 980 is 0.0102 more', () => {
    const runs = [1, 4].map((times) => ({
      load: 1.5,
      times,
      welfareMicros: times === 1 ? 980 : 990,
      boundMicros: 1000,
      cpuSeconds: times,
    }));
    expect(effortTable(runs)).toMatch(/ 4× \|\s+0\.9900 \| 0\.0102 \|/);
  });
});

describe('a cut of a book', () => {
  const book = generateBook({ pools: 12, orders: 90, hours: 48, load: 1.5, spread: 0.3, seed: 5 });

  it('has a third of the pools and about a third of the orders, each with options in those pools only', () => {
    const cut = cutBook(book, { every: 3, offset: 1 });
    expect(cut.pools.map(({ id }) => id)).toEqual(['pol_000001', 'pol_000004', 'pol_000007', 'pol_000010']);
    expect(Math.abs(cut.orders.length - book.orders.length / 3)).toBeLessThan(10);
    expect(parseBook(JSON.parse(JSON.stringify(cut)))).toMatchObject({ ok: true });
  });

  it('at another offset shares no order and no pool with the first', () => {
    const [one, other] = [0, 1].map((offset) => cutBook(book, { every: 3, offset }));
    const ids = new Set(one!.pools.map(({ id }) => id));
    expect(other!.pools.filter(({ id }) => ids.has(id))).toEqual([]);
  });
});
