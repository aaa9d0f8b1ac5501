import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '@/db/queries/post';
import { orders } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { postingsOf } from '@/lib/ledger/posting';
import { fundGuarantee, reinstate, settleLeasePosting } from '@/lib/ledger/recipes';
import type { Ctx } from '../context';
import { checkMarket } from '../market-check/check-market';
import { placeLimitOrder } from '../orders/place-limit-order';
import { describeJob } from '../quoting/describe-job';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { balanceOf, fund, fundedOrder } from '../testing/market';
import { refusalOf } from '../testing/people';
import { chargeProvider } from './charge-provider';
import { fundGuaranteeDue } from './fund-guarantee';
import { owedMicros, receivableStands } from './receivable-stands';
import { recoverDue, recoverReceivables } from './recover';
import { takeBack } from './take-back';

const YUAN = 1_000_000n;
let test: TestDatabase;
let provider: string;
let poolId: string;

beforeAll(async () => {
  test = await createTestDatabase({ connectionsMax: 12 });
  provider = await makeOrganization(test, { provider: true });
  poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
});
afterAll(() => test.drop());

let n = 0;
const chargeback = (organizationId: string, amountMicros: bigint) => ({
  organizationId,
  paymentId: 'pay_x',
  channel: 'sandbox',
  amountMicros,
  key: `chargeback:dp_${++n}` as const,
  because: 'fraudulent',
});
const platform = async (kind: string): Promise<bigint> => {
  const [row] = await test.ownerSql<{ balance_micros: string }[]>`
    select balance_micros from accounts where id = ${`platform/${kind}/CNY`}`;
  return BigInt(row?.balance_micros ?? 0);
};
const stampOf = (ctx: Ctx) => ({ id: ctx.newId('posting'), eventAt: ctx.now, currency: 'CNY' });

/** Lets a provider earn and the exchange take its fee, out of a buyer's hold. */
async function earn(to: string, earnedMicros: bigint, feeMicros: bigint, at?: Date): Promise<void> {
  const buyer = await makeOrganization(test);
  await fundedOrder(test, buyer, { poolId, limitMicros: earnedMicros });
  const ctx = engineContext(test, at);
  const parties = {
    leaseId: `lea_earn_${++n}`,
    buyerOrganizationId: buyer,
    providerOrganizationId: to,
  };
  const move = {
    heldMicros: -earnedMicros,
    disputedMicros: 0n,
    earnedMicros,
    feeMicros,
    refundedMicros: 0n,
    creditMicros: 0n,
  };
  await test.db.asEngine((tx) => post(tx, postingsOf(settleLeasePosting(stampOf(ctx), parties, 1, move))));
}

describe('what the outside took back', () => {
  it('80.00 charged back with 100.00 available: 20.00 is left, nothing is owed and orders stay', async () => {
    const buyer = await makeOrganization(test);
    const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 7n * YUAN });
    await fund(test, buyer, 100n * YUAN);
    const ctx = engineContext(test);
    const short = await test.db.asEngine((tx) => takeBack(tx, ctx, chargeback(buyer, 80n * YUAN)));
    expect([short, await balanceOf(test, buyer, 'available')]).toEqual([0n, 20n * YUAN]);
    const [order] = await test.db.asEngine((tx) => tx.select().from(orders).where(eq(orders.id, orderId)));
    expect(order?.state).toBe('open');
  });

  it('60.00 charged back with 25.00 available and 30.00 held by an order: the order leaves, 5.00 stays owed', async () => {
    const buyer = await makeOrganization(test);
    const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 30n * YUAN });
    await fund(test, buyer, 25n * YUAN);
    const ctx = engineContext(test);
    const lossesBefore = await platform('losses');
    const short = await test.db.asEngine((tx) => takeBack(tx, ctx, chargeback(buyer, 60n * YUAN)));
    expect(short).toBe(35n * YUAN);
    const [order] = await test.db.asEngine((tx) => tx.select().from(orders).where(eq(orders.id, orderId)));
    expect([order?.state, order?.closedBecause]).toEqual(['cancelled', 'receivable']);
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
    expect(await balanceOf(test, buyer, 'held')).toBe(0n);
    expect(await balanceOf(test, buyer, 'receivable')).toBe(-5n * YUAN);
    expect((await platform('losses')) - lossesBefore).toBe(-5n * YUAN);
    expect(await platform('allowance')).toBe(5n * YUAN);
    await test.db.asEngine(async (tx) => {
      expect(await receivableStands(tx, buyer)).toBe(true);
    });
    const own = await test.db.asOrganization(buyer, (tx) => owedMicros(tx, buyer));
    expect(own).toBe(5n * YUAN);
  });

  it('who owes can’t place an order, and can again once 5.00 have come in', async () => {
    const buyer = await makeOrganization(test);
    const ctx = engineContext(test);
    await test.db.asEngine((tx) => takeBack(tx, ctx, chargeback(buyer, 5n * YUAN)));
    const owner = ownerContext(test, buyer, ['buyer']);
    const { jobId } = await describeJob(owner, { name: 'Frames', spec: renderingSpec({ now: test.now }) });
    const place = () => placeLimitOrder(owner, { requestId: `order-${++n}-abc`, jobId, limit: '20.00' });
    expect(await refusalOf(place())).toBe('receivable_open');
    await fund(test, buyer, 40n * YUAN);
    await recoverDue(ctx);
    expect(await balanceOf(test, buyer, 'available')).toBe(35n * YUAN);
    expect(await balanceOf(test, buyer, 'receivable')).toBe(0n);
    await place();
    expect(await balanceOf(test, buyer, 'held')).toBe(20n * YUAN);
  });

  it('the same chargeback told twice takes its money once', async () => {
    const buyer = await makeOrganization(test);
    await fund(test, buyer, 50n * YUAN);
    const ctx = engineContext(test);
    const taken = chargeback(buyer, 50n * YUAN);
    await test.db.asEngine((tx) => takeBack(tx, ctx, taken));
    expect(await test.db.asEngine((tx) => takeBack(tx, ctx, taken))).toBe(0n);
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
    expect(await balanceOf(test, buyer, 'receivable')).toBe(0n);
  });

  it('a key that stands for something else is an error, not money taken already', async () => {
    const buyer = await makeOrganization(test);
    await fund(test, buyer, 50n * YUAN);
    const ctx = engineContext(test);
    const taken = { ...chargeback(buyer, 20n * YUAN), key: `outside_refund:re_${++n}` as const };
    await test.db.asEngine((tx) => takeBack(tx, ctx, taken));
    const other = { ...taken, paymentId: 'pay_y' };
    await expect(test.db.asEngine((tx) => takeBack(tx, ctx, other))).rejects.toThrow(/L-2/);
    expect(await balanceOf(test, buyer, 'available')).toBe(30n * YUAN);
  });

  it('one won after its money was spent is recovered from at once: nothing is owed any more', async () => {
    const buyer = await makeOrganization(test);
    const ctx = engineContext(test);
    const taken = chargeback(buyer, 12n * YUAN);
    await test.db.asEngine((tx) => takeBack(tx, ctx, taken));
    await test.db.asEngine(async (tx) => {
      const won = { ...taken, chargebackId: taken.key.slice('chargeback:'.length) };
      await post(tx, [reinstate(stampOf(ctx), won)]);
      expect(await recoverReceivables(tx, ctx, buyer)).toBe(12n * YUAN);
      expect(await recoverReceivables(tx, ctx, buyer)).toBe(0n);
    });
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
  });

  it('20 chargebacks of 3.00 at once against 31.00: 31.00 is taken and 29.00 owed, however they fall', async () => {
    const buyer = await makeOrganization(test);
    await fund(test, buyer, 31n * YUAN);
    const ctx = engineContext(test);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        test.db.asEngine((tx) => takeBack(tx, ctx, chargeback(buyer, 3n * YUAN))),
      ),
    );
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
    expect(await balanceOf(test, buyer, 'receivable')).toBe(-29n * YUAN);
  });
});

it('a provider charged 20.00 for failing with 4.00 payable: the buyer has 4.00, 16.00 is owed and 9.80 earned next go towards it', async () => {
  const [buyer, failer] = [await makeOrganization(test), await makeOrganization(test, { provider: true })];
  await earn(failer, 4n * YUAN, 0n);
  const ctx = engineContext(test);
  const charge = {
    leaseId: 'lea_charged',
    buyerOrganizationId: buyer,
    providerOrganizationId: failer,
    amountMicros: 20n * YUAN,
    nettedMicros: 0n,
    key: 'charge:lea_charged',
    because: 'provider_failed',
  } as const;
  const borne = async () => (await platform('guarantee')) + (await platform('losses'));
  const before = await borne();
  expect(await test.db.asEngine((tx) => chargeProvider(tx, ctx, charge))).toBe(4n * YUAN);
  expect(await test.db.asEngine((tx) => chargeProvider(tx, ctx, charge))).toBe(0n);
  expect(await balanceOf(test, buyer, 'available')).toBe(4n * YUAN);
  expect(await balanceOf(test, failer, 'payable')).toBe(0n);
  expect(await balanceOf(test, failer, 'receivable')).toBe(-16n * YUAN);
  expect(await borne()).toBe(before);
  await earn(failer, 10n * YUAN, 200_000n);
  await recoverDue(ctx);
  expect(await balanceOf(test, failer, 'payable')).toBe(0n);
  expect(await balanceOf(test, failer, 'receivable')).toBe(-6_200_000n);
  expect((await borne()) - before).toBe(9_800_000n);
});

it('a day’s fees of 5.20 put 1.04 into the guarantee, an hour after the day ended, once', async () => {
  const day = new Date((Math.floor(test.now.getTime() / 86_400_000) + 1) * 86_400_000);
  const at = (hours: number) => new Date(day.getTime() + hours * 3_600_000);
  // What this file earned before today is funded first, so that the day stands alone.
  await fundGuaranteeDue(engineContext(test, at(1)));
  const before = await platform('guarantee');
  await earn(provider, 100n * YUAN, 5n * YUAN, at(3));
  await earn(provider, 4n * YUAN, 200_000n, at(23.9));
  await earn(provider, 50n * YUAN, 1n * YUAN, at(24));
  expect(await fundGuaranteeDue(engineContext(test, at(24.5)))).toBe(0);
  expect(await fundGuaranteeDue(engineContext(test, at(25)))).toBe(1);
  expect(await fundGuaranteeDue(engineContext(test, at(26)))).toBe(0);
  expect((await platform('guarantee')) - before).toBe(1_040_000n);
  expect(await fundGuaranteeDue(engineContext(test, at(24 * 5)))).toBe(1);
  expect((await platform('guarantee')) - before).toBe(1_240_000n);
  const again = fundGuarantee(stampOf(engineContext(test)), day.toISOString().slice(0, 10), 1_040_000n);
  await test.db.asEngine((tx) => post(tx, [again]));
  expect((await platform('guarantee')) - before).toBe(1_240_000n);
});

it('a fee of 5.00 posted into a day that was funded already puts 1.00 into the guarantee with the next day, once', async () => {
  const day = new Date((Math.floor(test.now.getTime() / 86_400_000) + 10) * 86_400_000);
  const at = (hours: number) => new Date(day.getTime() + hours * 3_600_000);
  await earn(provider, 10n * YUAN, 1n * YUAN, at(3));
  await fundGuaranteeDue(engineContext(test, at(25)));
  const before = await platform('guarantee');
  await earn(provider, 100n * YUAN, 5n * YUAN, at(4));
  expect(await fundGuaranteeDue(engineContext(test, at(26)))).toBe(0);
  expect(await fundGuaranteeDue(engineContext(test, at(49)))).toBe(1);
  expect(await fundGuaranteeDue(engineContext(test, at(73)))).toBe(0);
  expect((await platform('guarantee')) - before).toBe(1n * YUAN);
});

it('after all of it the allowance is what is owed, and the ledger is clean', async () => {
  const [owed] = await test.ownerSql<{ micros: string }[]>`
    select coalesce(sum(-balance_micros), 0)::text as micros from accounts where kind = 'receivable'`;
  expect(await platform('allowance')).toBe(BigInt(owed?.micros ?? 0));
  const { disagreements } = await checkMarket(engineContext(test));
  const ofLedger = ['currency_sums_to_zero', 'posting_sums_to_zero', 'versions_gapless', 'balance_sign'];
  expect(disagreements.filter(({ check }) => ofLedger.includes(check))).toEqual([]);
});
