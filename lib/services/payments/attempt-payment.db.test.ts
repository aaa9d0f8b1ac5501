import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { topUp } from '../wallet/top-up';
import { withdraw } from '../wallet/withdraw';
import { attemptDuePayments, attemptPayment } from './attempt-payment';
import type { Effect } from './channel';
import { lockPayment, recordEffect } from './record-effect';
import { type FakeChannel, fakeChannel } from './testing/fake-channel';
import { passOutsideTime } from './testing/pass-outside-time';

const YUAN = 1_000_000n;
const HOUR_MS = 3_600_000;
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
  outsideHours = 0;
});

const later = (hours: number) => new Date(test.now.getTime() + hours * HOUR_MS);
const start = async (amount = '100.00') => {
  const request = { requestId: `request-${++asked}`, amount };
  return (await topUp(ownerContext(test, buyer, ['buyer']), request, fake.tools)).paymentId;
};
/** Serves the channels so many hours later by the market's clock, while the outside's stands. */
const serveAtOnce = (hours: number) => attemptDuePayments(engineContext(test, later(hours)), fake.tools);
let outsideHours = 0;
/** The same, and as many have passed outside. */
async function serve(hours: number): Promise<number> {
  await passOutsideTime(test, (hours - outsideHours) * HOUR_MS);
  outsideHours = hours;
  return serveAtOnce(hours);
}
async function rowOf(paymentId: string) {
  const [row] = await test.ownerSql`
    select state, failure, attempts, waits_for, returned_micros from payments where id = ${paymentId}`;
  return row;
}
const tell = (paymentId: string, effect: Partial<Effect>) =>
  test.db.asEngine(async (tx) => {
    const payment = await lockPayment(tx, paymentId);
    if (!payment) throw new Error('no payment');
    return recordEffect(tx, engineContext(test), payment, {
      externalId: payment.externalId ?? 'ext',
      externalPaymentId: 'pi',
      state: 'succeeded',
      failure: null,
      method: 'card',
      amountMicros: payment.amountMicros,
      currency: payment.currency,
      payUrl: null,
      ...effect,
    });
  });

describe('an outside effect (L-5)', () => {
  it('a timeout after the effect stays pending and is answered by the same key: one effect, 100.00 once', async () => {
    fake.befalls('lost_after');
    const id = await start();
    expect(await rowOf(id)).toMatchObject({ state: 'pending', waits_for: 'retry', attempts: 1 });
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
    expect(await serve(0)).toBe(0);
    await serve(0.1);
    expect(await rowOf(id)).toMatchObject({ state: 'succeeded', waits_for: null, attempts: 2 });
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
    expect(fake.effects.size).toBe(1);
    expect(new Set(fake.calls)).toEqual(new Set([`top_up:${id}`]));
  });

  it('a definite no fails with its reason and moves nothing', async () => {
    fake.befalls('refused');
    const id = await start();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: 'declined' });
    await serve(30);
    expect(fake.calls).toHaveLength(1);
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
  });

  it('after 20 hours it is looked up, never sent again: found, it is credited', async () => {
    fake.befalls('lost_after');
    const id = await start();
    fake.forgetKeys();
    await serve(20);
    expect([fake.calls.length, fake.lookUps.length, fake.effects.size]).toEqual([1, 1, 1]);
    expect(await rowOf(id)).toMatchObject({ state: 'succeeded' });
  });

  it('after 20 hours it is looked up: not found twice, an hour apart, it never happened', async () => {
    fake.befalls('lost_before', 'lost_before');
    const id = await start();
    await serve(19.9);
    expect(await rowOf(id)).toMatchObject({ state: 'pending' });
    await serve(21);
    expect(await rowOf(id)).toMatchObject({ state: 'pending', waits_for: 'look_up' });
    await serve(21.9);
    await attemptPayment(engineContext(test, later(21.9)), fake.tools, id, { early: true });
    expect(await rowOf(id)).toMatchObject({ state: 'pending' });
    await serve(23.1);
    expect([fake.calls.length, fake.lookUps.length]).toEqual([2, 4]);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: 'never_happened' });
  });

  it('made but not listed yet at the first look-up is found by the second: credited', async () => {
    fake.befalls('lost_after');
    const id = await start();
    fake.forgetKeys();
    fake.hides = true;
    await serve(20);
    expect(await rowOf(id)).toMatchObject({ state: 'pending' });
    fake.hides = false;
    await serve(21.1);
    expect(await rowOf(id)).toMatchObject({ state: 'succeeded' });
    expect([fake.calls.length, fake.effects.size]).toEqual([1, 1]);
  });

  it('20 hours are the outside’s: a market clock that leaps 30 hours sends on, one that stands does not', async () => {
    fake.befalls('lost_before', 'lost_before');
    const leaps = await start();
    const stands = await start();
    await passOutsideTime(test, 60_000);
    await attemptPayment(engineContext(test, later(30)), fake.tools, leaps);
    expect([fake.calls.at(-1), fake.lookUps.length]).toEqual([`top_up:${leaps}`, 0]);
    expect(await rowOf(leaps)).toMatchObject({ state: 'succeeded' });
    fake.forgetKeys();
    await passOutsideTime(test, 20 * HOUR_MS);
    await attemptPayment(engineContext(test), fake.tools, stands, { early: true });
    expect([fake.calls.length, fake.lookUps]).toEqual([3, [stands]]);
  });

  it('another amount or another currency credits nothing (L-9)', async () => {
    for (const fate of ['wrong_amount', 'other_currency'] as const) {
      fake.befalls(fate);
      expect(await rowOf(await start())).toMatchObject({ state: 'pending' });
    }
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
  });

  it('fifty attempts side by side and a worker beside them make one effect and credit once', async () => {
    fake.befalls('lost_before');
    const id = await start();
    const engine = engineContext(test, later(1));
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => attemptPayment(engine, fake.tools, id, { early: i % 2 === 0 })),
    );
    expect(fake.effects.size).toBe(1);
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
  });
});

describe('from when a top-up is final (L-6)', () => {
  it('by card after 120 days, by Alipay, WeChat Pay or play money at once', async () => {
    const days: [string, number][] = [];
    for (const [channel, method] of [
      ['stripe', 'card'],
      ['stripe', 'alipay'],
      ['stripe', 'wechat_pay'],
      ['sandbox', 'card'],
    ] as const) {
      fake = fakeChannel(channel);
      fake.method = method;
      const [row] = await test.ownerSql<{ final_at: Date }[]>`
        select final_at from payments where id = ${await start()}`;
      days.push([
        `${channel} ${method}`,
        ((row?.final_at.getTime() ?? 0) - test.now.getTime()) / (24 * HOUR_MS),
      ]);
    }
    expect(days).toEqual([
      ['stripe card', 120],
      ['stripe alipay', 0],
      ['stripe wechat_pay', 0],
      ['sandbox card', 0],
    ]);
  });
});

describe('what a channel tells, in any order and any number of times', () => {
  it('opened, paid, opened again and expired late is paid once', async () => {
    fake.opensPages = true;
    const id = await start();
    expect(await rowOf(id)).toMatchObject({ state: 'open' });
    const externalId = [...fake.effects.values()][0]?.externalId ?? '';
    expect(await tell(id, { externalId })).toEqual({ kind: 'changed', state: 'succeeded' });
    for (const state of ['open', 'succeeded'] as const)
      expect(await tell(id, { externalId, state })).toEqual({ kind: 'same' });
    expect(await tell(id, { externalId, state: 'failed', failure: 'expired' })).toEqual({ kind: 'same' });
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
  });

  it('a page that ran out and was paid on all the same is credited', async () => {
    fake.opensPages = true;
    const id = await start();
    const externalId = [...fake.effects.values()][0]?.externalId ?? '';
    await tell(id, { externalId, state: 'failed', failure: 'expired' });
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: 'expired' });
    await tell(id, { externalId });
    expect(await rowOf(id)).toMatchObject({ state: 'succeeded', failure: null });
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
  });

  it('a second paid page of the same row is never credited', async () => {
    const id = await start();
    expect(await tell(id, { externalId: 'another' })).toEqual({ kind: 'unmatched', why: 'already_done' });
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
  });

  it('a refund that came back after it succeeded is available again, once, and may be withdrawn again', async () => {
    const top = await start();
    const { payments } = await withdraw(ownerContext(test, buyer, ['buyer']), {
      requestId: `request-${++asked}`,
      amount: '60.00',
    });
    await serve(0);
    const refund = payments[0]?.paymentId ?? '';
    expect(await rowOf(refund)).toMatchObject({ state: 'succeeded' });
    expect(await rowOf(top)).toMatchObject({ returned_micros: (60n * YUAN).toString() });
    for (let i = 0; i < 2; i++) await tell(refund, { state: 'failed', failure: 'lost_or_stolen_card' });
    expect(await rowOf(top)).toMatchObject({ returned_micros: '0' });
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
  });
});
