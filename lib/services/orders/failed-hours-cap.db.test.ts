import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { publicPair } from '@/lib/clearing/public-pair';
import { verifyOutcome } from '@/lib/clearing/verify';
import { giveUpLease } from '../leases/give-up-lease';
import { checkMarket } from '../market-check/check-market';
import { describeJob } from '../quoting/describe-job';
import { getJob } from '../quoting/get-job';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { keptRound } from '../rounds/kept-book';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { fund, fundedOrder } from '../testing/market';
import { acceptQuote } from './accept-quote';

const YUAN = 1_000_000n;
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase({ terms: { freedCardsPassRound: false } });
});
afterAll(() => test.drop());

const round = () => clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });

interface Sold {
  readonly provider: string;
  readonly poolId: string;
  readonly leaseId: string;
}

/** A pool of two cards sold for four hours at 10.00 a card-hour, and in no other hour. */
async function sold(): Promise<Sold> {
  const provider = await makeOrganization(test, { provider: true });
  const poolId = await makePool(test, provider, { chip: 'l40s', cards: 2, askMicros: 10n * YUAN });
  await test.ownerSql`update pool_hours set offered_cards = 0 where pool_id = ${poolId} and hour >= (
    select min(hour) + 4 from pool_hours where pool_id = ${poolId} and hour > extract(epoch from ${test.now}::timestamptz) / 3600)`;
  const orderId = await fundedOrder(test, await makeOrganization(test), { poolId, limitMicros: 100n * YUAN });
  await round();
  const [lease] = await test.ownerSql<{ id: string }[]>`select id from leases where order_id = ${orderId}`;
  return { provider, poolId, leaseId: lease?.id ?? '' };
}

const giveUp = ({ provider, leaseId }: Sold) =>
  giveUpLease(ownerContext(test, provider, ['provider']), { leaseId });

/** Two buyers want all of the pool's hours, for at most 200.00 and 150.00; what each paid, null for nothing. */
async function competing(poolId: string) {
  const orders = await Promise.all(
    [200n, 150n].map(async (limit) =>
      fundedOrder(test, await makeOrganization(test), { poolId, limitMicros: limit * YUAN }),
    ),
  );
  await round();
  const rows = await test.ownerSql<{ order_id: string; pay_micros: string }[]>`
    select order_id, pay_micros from trades where order_id = any(${orders})`;
  return orders.map((id) => rows.find((row) => row.order_id === id)?.pay_micros ?? null);
}

describe('hours that came free because their provider failed (S-5)', () => {
  it('are sold again in a round for at most the lease’s 80.00, to the highest limit, though two compete for them; the round verifies', async () => {
    const failed = await sold();
    await giveUp(failed);
    expect(await competing(failed.poolId)).toEqual(['80000000', null]);
    const [last] = await test.ownerSql<{ number: number }[]>`select max(number) as number from rounds`;
    const kept = await test.db.asEngine((tx) => keptRound(tx, last?.number ?? 0));
    expect(kept.book.caps?.map(({ cap }) => cap)).toEqual([10e6, 10e6, 10e6, 10e6]);
    expect(verifyOutcome(kept.book, kept.outcome).ok).toBe(true);
    const shared = publicPair(kept.book, kept.outcome);
    expect(verifyOutcome(shared.book, shared.outcome).ok).toBe(true);
    // What the cap keeps the price from saying: the other would have paid 70.00 more.
    expect([kept.outcome.prices, kept.outcome.lostValue]).toEqual([[], '70000000']);
    const [cheapest] = await test.ownerSql`
      select max(price_micros)::text as price from pool_hours where pool_id = ${failed.poolId} and ask_cap_micros is not null`;
    expect(cheapest?.price).toBe('10000000');
    expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
  });

  it('cost more where the buyer itself gave them back: the price is what rations', async () => {
    const free = await sold();
    await test.ownerSql`delete from lease_hours where lease_id = ${free.leaseId}`;
    await test.ownerSql`update pool_hours set reserved_cards = 0 where pool_id = ${free.poolId}`;
    const [paid, other] = await competing(free.poolId);
    expect(BigInt(paid ?? 0)).toBeGreaterThan(100n * YUAN);
    expect(other).toBeNull();
  });

  it('are quoted and bought at once for at most that, also by a quote made before they were capped', async () => {
    const provider = await makeOrganization(test, { provider: true });
    const poolId = await makePool(test, provider, { chip: 'l40s', cards: 8, askMicros: 10n * YUAN });
    await test.ownerSql`update pool_hours set price_micros = 15000000 where pool_id = ${poolId}`;
    const buyer = await makeOrganization(test);
    await fund(test, buyer, 2000n * YUAN);
    const ctx = ownerContext(test, buyer, ['buyer']);
    const quoted = async () => {
      const spec = {
        ...renderingSpec({ now: test.now }),
        calibrationChip: 'l40s',
        constraints: { chips: ['l40s'] },
      };
      const { jobId } = await describeJob(ctx, { name: 'Titles', spec });
      const { quotes } = await getJob(ctx, { jobId });
      const quote = quotes.find((one) => one.poolIds.includes(poolId));
      expect(quote).toBeDefined();
      return quote;
    };
    const before = await quoted();
    await test.ownerSql`update pool_hours set ask_cap_micros = 12000000 where pool_id = ${poolId}`;
    const after = await quoted();
    const dear = BigInt(before?.totalMicros ?? 0);
    expect(BigInt(after?.totalMicros ?? 0) * 15n).toBe(dear * 12n);
    const bought = await acceptQuote(ctx, { requestId: 'before-the-cap', quoteId: before?.id });
    expect(bought.payMicros * 15n).toBe(dear * 12n);
    const lots = await test.ownerSql<{ price: string }[]>`
      select distinct price_micros::text as price from lease_hours where lease_id = any(${[...bought.leaseIds]})`;
    expect(lots.map(({ price }) => price)).toEqual(['12000000']);
    expect((await checkMarket(engineContext(test), [buyer, provider])).disagreements).toEqual([]);
  });
});
