import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { parseBook } from '@/lib/clearing/parse-book';
import { parseOutcome } from '@/lib/clearing/parse-outcome';
import { verifyOutcome } from '@/lib/clearing/verify';
import { cancelOrder } from '../orders/cancel-order';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, fundedOrder } from '../testing/market';
import { clearRound } from './clear-round';
import { inlineEngine } from './engine';
import { exportRound } from './export-round';

const YUAN = 1_000_000n;
let test: TestDatabase;
let provider: string;
let poolId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  provider = await makeOrganization(test, { provider: true });
  poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
});
afterAll(() => test.drop());

const clear = () => clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });

describe('a main round', () => {
  it('makes none without an order in the book', async () => {
    expect(await clear()).toEqual({ cleared: false, why: 'no_orders' });
  });

  it('fills 8 card-hours at 10.00 under a limit of 100.00: 80.00 stays held, 20.00 returns', async () => {
    const buyer = await makeOrganization(test);
    const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
    const round = await clear();
    expect(round.cleared).toBe(true);
    expect(await balanceOf(test, buyer, 'held')).toBe(80n * YUAN);
    expect(await balanceOf(test, buyer, 'available')).toBe(20n * YUAN);
    const [lease] =
      await test.ownerSql`select price_micros::text, units::text, state from leases where order_id = ${orderId}`;
    expect(lease).toEqual({ price_micros: '80000000', units: '100', state: 'reserved' });
    const [reserved] =
      await test.ownerSql`select sum(reserved_cards)::int as cards from pool_hours where pool_id = ${poolId}`;
    expect(reserved?.cards).toBe(8);
  });

  it('publishes a pair that obeys every rule, as kept and under public codes', async () => {
    const buyer = await makeOrganization(test);
    const lowBuyer = await makeOrganization(test);
    await fundedOrder(test, buyer, { poolId, limitMicros: 300n * YUAN });
    const low = await fundedOrder(test, lowBuyer, { poolId, limitMicros: 50n * YUAN });
    const round = await clear();
    if (!round.cleared) throw new Error('no round');
    const operator = await makeOrganization(test, { operator: true });
    const pair = await exportRound(ownerContext(test, operator, ['operator']), { number: round.number });
    const book = parseBook(JSON.parse(JSON.stringify(pair.book)));
    const outcome = parseOutcome(JSON.parse(JSON.stringify(pair.outcome)));
    if (!book.ok || !outcome.ok) throw new Error('malformed pair');
    expect(verifyOutcome(book.value, outcome.value).ok).toBe(true);
    expect(outcome.value.unfilled).toEqual([{ order: low, reason: 'below_ask' }]);
    const outsider = ownerContext(test, lowBuyer, ['buyer']);
    await expect(exportRound(outsider, { number: round.number })).rejects.toThrow('book_not_public_yet');
    await cancelOrder(outsider, { orderId: low });
    const later = ownerContext(test, lowBuyer, ['buyer'], {
      now: new Date(test.now.getTime() + 8 * 86_400_000),
    });
    const coded = await exportRound(later, { number: round.number });
    expect(coded.own.map((row) => row.id)).toEqual([low]);
    expect(JSON.stringify(coded.book)).not.toContain('ord_');
    expect(verifyOutcome(coded.book, coded.outcome).ok).toBe(true);
  });

  it('a suspended provider’s cards and a suspended buyer’s order stay out of the book', async () => {
    const other = await makeOrganization(test, { provider: true });
    const otherPool = await makePool(test, other, { cards: 8, askMicros: 10n * YUAN });
    const suspended = await makeOrganization(test);
    await fundedOrder(test, suspended, { poolId: otherPool, limitMicros: 500n * YUAN });
    const buyer = await makeOrganization(test);
    const waiting = await fundedOrder(test, buyer, { poolId: otherPool, limitMicros: 500n * YUAN });
    await test.ownerSql`update organizations set status = 'suspended' where id in (${other}, ${suspended})`;
    await clear();
    const [order] = await test.ownerSql`select state, last_reason from orders where id = ${waiting}`;
    expect(order).toEqual({ state: 'open', last_reason: 'no_option' });
    expect(await balanceOf(test, suspended, 'held')).toBe(500n * YUAN);
    await test.ownerSql`update organizations set status = 'admitted' where id = ${other}`;
    await clear();
    const [filled] = await test.ownerSql`select state from orders where id = ${waiting}`;
    expect(filled).toEqual({ state: 'filled' });
  });

  it('discards an outcome whose book moved meanwhile, keeps the cause, and commits the next, which begins where it ended', async () => {
    const leaver = await makeOrganization(test);
    const leaving = await fundedOrder(test, leaver, { poolId, limitMicros: 60n * YUAN });
    await expect(cancelOrder(ownerContext(test, leaver, ['buyer']), { orderId: leaving })).rejects.toThrow(
      'stands_one_round',
    );
    await clear();
    const buyer = await makeOrganization(test);
    await fundedOrder(test, buyer, { poolId, limitMicros: 200n * YUAN });
    let attempts = 0;
    const starts: (readonly unknown[] | undefined)[] = [];
    const round = await clearRound(engineContext(test), {
      startedBy: 'clock',
      engine: async (book) => {
        attempts += 1;
        starts.push(book.startFills);
        if (attempts === 1) await cancelOrder(ownerContext(test, leaver, ['buyer']), { orderId: leaving });
        return inlineEngine(book);
      },
    });
    expect(attempts).toBe(2);
    expect(starts).toEqual([undefined, [expect.anything()]]);
    if (!round.cleared) throw new Error('no round');
    const kept = await test.ownerSql`select cause from round_attempts where round_id = ${round.roundId}`;
    expect(kept).toEqual([{ cause: 'orders' }]);
    expect(await balanceOf(test, leaver, 'held')).toBe(0n);
  });

  it('closes the gate for the third attempt: a cancel during it waits until the round is committed', async () => {
    const movers = await Promise.all(
      [1, 2].map(async () => {
        const owner = await makeOrganization(test);
        return { owner, orderId: await fundedOrder(test, owner, { poolId, limitMicros: 60n * YUAN }) };
      }),
    );
    await clear();
    const buyer = await makeOrganization(test);
    const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 400n * YUAN });
    let attempts = 0;
    let late: Promise<unknown> = Promise.resolve();
    const round = await clearRound(engineContext(test), {
      startedBy: 'clock',
      engine: async (book) => {
        const mover = movers[attempts];
        attempts += 1;
        if (mover) await cancelOrder(ownerContext(test, mover.owner, ['buyer']), { orderId: mover.orderId });
        else
          late = cancelOrder(ownerContext(test, buyer, ['buyer']), { orderId }).catch(
            (error: unknown) => error,
          );
        return inlineEngine(book);
      },
    });
    expect(attempts).toBe(3);
    expect(round.cleared).toBe(true);
    expect(String(await late)).toContain('order_closed');
  });
});
