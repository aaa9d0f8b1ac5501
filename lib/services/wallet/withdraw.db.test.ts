import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { takeBack } from '../ledger/take-back';
import { checkMarket } from '../market-check/check-market';
import { attemptDuePayments } from '../payments/attempt-payment';
import { type FakeChannel, fakeChannel } from '../payments/testing/fake-channel';
import { spend } from '../payments/testing/payment-rows';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { refusalOf } from '../testing/people';
import { topUp } from './top-up';
import { withdraw } from './withdraw';

const YUAN = 1_000_000n;
let test: TestDatabase;
let buyer: string;
let fake: FakeChannel;
let asked = 0;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  buyer = await makeOrganization(test);
  fake = fakeChannel();
});

const as = (minutes = 0) =>
  ownerContext(test, buyer, ['buyer'], { now: new Date(test.now.getTime() + minutes * 60_000) });
const pay = async (amount: string, minutes: number) =>
  (await topUp(as(minutes), { requestId: `request-${++asked}`, amount }, fake.tools)).paymentId;
/** Paid the way nobody can take back: final at once. */
async function payFinal(amount: string, minutes: number) {
  fake.method = 'alipay';
  const paymentId = await pay(amount, minutes);
  fake.method = 'card';
  return paymentId;
}
const spendAll = async (micros: bigint) =>
  spend(test, { buyerId: buyer, providerId: await makeOrganization(test) }, micros);
const serve = () => attemptDuePayments(engineContext(test, as(60).now), fake.tools);
const balances = async () => [
  await balanceOf(test, buyer, 'available'),
  await balanceOf(test, buyer, 'in_payout'),
];

describe('a withdrawal (L-7)', () => {
  it('of 150 from 100 and 100 takes 100 back from the newer and 50 from the older', async () => {
    const older = await pay('100.00', 0);
    const newer = await pay('100.00', 1);
    const made = await withdraw(as(2), { requestId: 'withdraw-150', amount: '150.00' });
    expect(made.payments.map((one) => [one.sourcePaymentId, one.amountMicros])).toEqual([
      [newer, 100n * YUAN],
      [older, 50n * YUAN],
    ]);
    expect(await balances()).toEqual([50n * YUAN, 150n * YUAN]);
    await serve();
    expect(await balances()).toEqual([50n * YUAN, 0n]);
    expect(await withdraw(as(3), { requestId: 'withdraw-150', amount: '150.00' })).toEqual(made);
    expect(await refusalOf(withdraw(as(3), { requestId: 'withdraw-150', amount: '151.00' }))).toBe(
      'conflict',
    );
  });

  it('of 149.999999, 100 of it by an older card, 140 goes back in whole cents: 49.99 to Alipay, 90.01 to the card', async () => {
    const card = await pay('100.00', 0);
    const final = await payFinal('100.00', 1);
    await spendAll(50n * YUAN + 1n);
    const made = await withdraw(as(2), { requestId: 'withdraw-cents', amount: '140.00' });
    expect(made.payments.map((one) => [one.sourcePaymentId, one.amountMicros])).toEqual([
      [final, 49_990_000n],
      [card, 90_010_000n],
    ]);
  });

  it('fifty times the same request at once gives back once', async () => {
    await pay('100.00', 0);
    const input = { requestId: 'withdraw-once', amount: '30.00' };
    await Promise.all(Array.from({ length: 50 }, () => withdraw(as(1), input)));
    expect(await balances()).toEqual([70n * YUAN, 30n * YUAN]);
  });

  it('two at once never give one top-up back twice: 60 and 60 of 100', async () => {
    await pay('100.00', 0);
    const both = await Promise.all(
      ['withdraw-a', 'withdraw-b'].map((requestId) =>
        refusalOf(withdraw(as(1), { requestId, amount: '60.00' })),
      ),
    );
    expect(both.sort()).toEqual(['not refused', 'not_returnable']);
  });

  it('refused by the channel, the money is available again', async () => {
    await serve();
    await pay('100.00', 0);
    const made = await withdraw(as(1), { requestId: 'withdraw-refused', amount: '40.00' });
    fake.befalls('refused');
    await serve();
    const [row] = await test.ownerSql`
      select state, failure from payments where id = ${made.payments[0]?.paymentId ?? ''}`;
    expect(row).toEqual({ state: 'failed', failure: 'declined' });
    expect(await balances()).toEqual([100n * YUAN, 0n]);
  });

  it('under an id of those we make ourselves, nothing can be asked for', async () => {
    await pay('100.00', 0);
    for (const requestId of ['outside:re_123', 'payout-due:12', 'withdraw-1/01']) {
      expect(await refusalOf(withdraw(as(1), { requestId, amount: '1.00' }))).toHaveProperty('requestId');
      expect(await refusalOf(topUp(as(1), { requestId, amount: '1.00' }, fake.tools))).toHaveProperty(
        'requestId',
      );
    }
    expect(await balances()).toEqual([100n * YUAN, 0n]);
  });

  it('more than can go back, half a fen, or nothing: refused', async () => {
    await pay('100.00', 0);
    const refused = (amount: string) => refusalOf(withdraw(as(1), { requestId: 'withdraw-no', amount }));
    expect(await refused('100.01')).toBe('not_returnable');
    expect(await refused('0.005')).toEqual({ amount: 'two_decimals' });
    expect(await refused('0')).toEqual({ amount: 'not_an_amount' });
    expect(await balances()).toEqual([100n * YUAN, 0n]);
  });

  it('leaves a ledger in which everything adds up', async () => {
    const found = await checkMarket(engineContext(test));
    expect(found.disagreements).toEqual([]);
  });

  it('while something is owed, nothing goes back; the next top-up pays it first: 30 owed of 50', async () => {
    const paymentId = await pay('100.00', 0);
    await withdraw(as(1), { requestId: 'withdraw-all', amount: '100.00' });
    await serve();
    const engine = engineContext(test);
    await test.db.asEngine((tx) =>
      takeBack(tx, engine, {
        organizationId: buyer,
        paymentId,
        channel: 'stripe',
        amountMicros: 30n * YUAN,
        key: `outside_refund:${paymentId}`,
        because: 'test',
      }),
    );
    const input = { requestId: 'withdraw-owing', amount: '1.00' };
    expect(await refusalOf(withdraw(as(2), input))).toBe('receivable_open');
    await pay('50.00', 3);
    expect(await balances()).toEqual([20n * YUAN, 0n]);
    expect(await balanceOf(test, buyer, 'receivable')).toBe(0n);
    expect(await refusalOf(withdraw(as(4), input))).toBe('not refused');
  });

  it('contested card money stays: 100 that are final and 100 by card, 100 spent — nothing of the 100 left goes anywhere', async () => {
    await payFinal('100.00', 0);
    const contested = await pay('100.00', 1);
    await spendAll(100n * YUAN);
    await test.ownerSql`
      insert into chargebacks (id, channel, payment_id, organization_id, amount_micros, currency, reason, state, withdrawn, event_at)
      values (${`dp_${contested}`}, 'stripe', ${contested}, ${buyer}, 100000000, 'CNY', 'fraudulent', 'open', false, ${test.now})`;
    const refused = withdraw(as(2), { requestId: 'withdraw-contested', amount: '0.01' });
    expect(await refusalOf(refused)).toBe('not_returnable');
    await test.ownerSql`update chargebacks set state = 'won', closed_at = ${test.now} where payment_id = ${contested}`;
    const made = await withdraw(as(3), { requestId: 'withdraw-won', amount: '100.00' });
    expect(made.payments.map((one) => [one.sourcePaymentId, one.amountMicros])).toEqual([
      [contested, 100n * YUAN],
    ]);
  });

  it('100 by card and later 100 that are final, 100 spent: the 100 left go to the card, not to what is newer and final', async () => {
    const card = await pay('100.00', 0);
    await payFinal('100.00', 1);
    await spendAll(100n * YUAN);
    const made = await withdraw(as(2), { requestId: 'withdraw-to-card', amount: '100.00' });
    expect(made.payments.map((one) => [one.sourcePaymentId, one.amountMicros])).toEqual([
      [card, 100n * YUAN],
    ]);
  });

  it('card money paid in after 100 that were final were spent goes to its card alone', async () => {
    const older = await payFinal('100.00', 0);
    await spendAll(100n * YUAN);
    const card = await pay('100.00', 1);
    const newer = await payFinal('10.00', 2);
    const made = await withdraw(as(3), { requestId: 'withdraw-by-source', amount: '60.00' });
    expect(made.payments.map((one) => [one.sourcePaymentId, one.amountMicros])).toEqual([
      [newer, 10n * YUAN],
      [card, 50n * YUAN],
    ]);
    await test.ownerSql`update payments set final_at = settled_at where id = ${card}`;
    const later = await withdraw(as(4), { requestId: 'withdraw-final', amount: '50.00' });
    expect(later.payments.map((one) => one.sourcePaymentId)).toEqual([card]);
    expect(await balances()).toEqual([0n, 110n * YUAN]);
    expect(made.payments.concat(later.payments).some((one) => one.sourcePaymentId === older)).toBe(false);
  });

  it('another organization’s top-ups are none of its own', async () => {
    await pay('100.00', 0);
    const other = ownerContext(test, await makeOrganization(test), ['buyer']);
    expect(await refusalOf(withdraw(other, { requestId: 'withdraw-other', amount: '1.00' }))).toBe(
      'not_returnable',
    );
  });
});
