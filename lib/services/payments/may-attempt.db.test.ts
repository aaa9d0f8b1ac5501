import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { payments } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { startRefund } from '@/lib/ledger/recipes';
import { getPayouts } from '../payouts/get-payouts';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf, fund } from '../testing/market';
import { topUp } from '../wallet/top-up';
import { withdraw } from '../wallet/withdraw';
import { attemptDuePayments, attemptPayment } from './attempt-payment';
import type { PaymentTools } from './channel';
import { sandboxChannel } from './sandbox-channel';
import { type FakeChannel, fakeChannel } from './testing/fake-channel';

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

/** A paid top-up of 100.00. */
const toppedUp = async (organizationId = buyer): Promise<string> => {
  const wallet = ownerContext(test, organizationId, ['buyer']);
  const { paymentId, state } = await topUp(
    wallet,
    { requestId: `request-${++asked}`, amount: '100.00' },
    fake.tools,
  );
  expect(state).toBe('succeeded');
  return paymentId;
};

type Row = typeof payments.$inferInsert;
type Write = (tx: Tx) => Promise<unknown>;

/** A refund's row as `withdraw` writes it. */
const refundOf = (sourcePaymentId: string, amountMicros: bigint, given: Partial<Row> = {}): Row => ({
  id: `pay_forged_${++asked}`,
  organizationId: buyer,
  requestId: `forged-${asked}`,
  channel: 'stripe',
  direction: 'out',
  kind: 'refund',
  amountMicros,
  currency: 'CNY',
  state: 'pending',
  sourcePaymentId,
  method: 'card',
  nextAttemptAt: test.now,
  eventAt: test.now,
  ...given,
});

const asApp = (row: Row) => test.db.asOrganization(buyer, (tx) => tx.insert(payments).values(row));

describe('what an organization’s role may ask for by a row', () => {
  it('a refund of its own paid top-up, at the same channel, for no more than is left of it', async () => {
    const source = await toppedUp();
    const foreign = await toppedUp(await makeOrganization(test));
    for (const row of [
      refundOf(foreign, 10n * YUAN),
      refundOf(source, 101n * YUAN),
      refundOf(source, 10n * YUAN, { channel: 'bank' }),
      refundOf(source, 10n * YUAN, { method: null }),
    ])
      await expect(asApp(row)).rejects.toMatchObject({ cause: { code: '42501' } });
    await asApp(refundOf(source, 60n * YUAN));
    await expect(asApp(refundOf(source, 41n * YUAN))).rejects.toMatchObject({ cause: { code: '42501' } });
    await asApp(refundOf(source, 40n * YUAN));
  });

  it('nothing that only its channel, its engine or an operator may say', async () => {
    const topUpRow: Row = {
      ...refundOf('', 10n * YUAN),
      kind: 'top_up',
      direction: 'in',
      sourcePaymentId: null,
      method: null,
    };
    const later = new Date(test.now.getTime() + 1);
    const told: Partial<Row>[] = [
      { attempts: 1 },
      { firstAttemptAt: test.now },
      { nextAttemptAt: later },
      { nextAttemptAt: null },
      { finalAt: test.now },
      { method: 'alipay' },
      { payUrl: 'https://pay.test' },
      { waitsFor: 'retry' },
      { externalId: 'cs_x' },
      { reference: 'CH-X' },
      { kind: 'payout', direction: 'out', payee: { externalId: 'acct_x', bank: null } },
    ];
    for (const given of told)
      await expect(asApp({ ...topUpRow, ...given }), Object.keys(given)[0]).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    await asApp(topUpRow);
  });
});

describe('what is sent', () => {
  const attempt = (id: string) => attemptPayment(engineContext(test), fake.tools, id);
  const calls = () => fake.calls.filter((key) => !key.startsWith('top_up'));
  const ended = async (id: string) =>
    (await test.ownerSql`select state, failure, attempts, next_attempt_at from payments where id = ${id}`)[0];
  const setAside = (row: Row, amountMicros: bigint) =>
    test.db.asEngine((tx) => {
      const { id, organizationId, channel } = row;
      const stamp = { id: `pos_${id}`, eventAt: test.now, currency: 'CNY' };
      return post(tx, [startRefund(stamp, { id, organizationId, channel, amountMicros })]);
    });
  const asEngine = (row: Row) => test.db.asEngine((tx) => tx.insert(payments).values(row));
  const UNFOUNDED = { state: 'failed', failure: 'unfounded', attempts: 0, next_attempt_at: null };

  it('a refund that an organization wrote past the verb is never sent and gives nothing back: 100.00 stays 100.00', async () => {
    const row = refundOf(await toppedUp(), 40n * YUAN);
    await asApp(row);
    await attempt(row.id);
    expect(await ended(row.id)).toEqual(UNFOUNDED);
    expect(calls()).toEqual([]);
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
    expect(await balanceOf(test, buyer, 'in_payout')).toBe(0n);
    const [said] = await test.ownerSql`select facts from audit_rows where subject_id = ${row.id}`;
    expect(said?.facts).toMatchObject({ kind: 'refund', amount: '40.00' });
  });

  it('nor one with another amount set aside, nor a payout that nothing was set aside for', async () => {
    const less = refundOf(await toppedUp(), 40n * YUAN);
    await asEngine(less);
    await setAside(less, 39n * YUAN);
    const payout = refundOf('', 40n * YUAN, {
      kind: 'payout',
      sourcePaymentId: null,
      payee: { externalId: 'acct_x', bank: null },
    });
    await asEngine(payout);
    for (const { id } of [less, payout]) {
      await attempt(id);
      expect(await ended(id)).toEqual(UNFOUNDED);
    }
    expect(calls()).toEqual([]);
  });

  it('nor one out of somebody else’s top-up: what was set aside is available again', async () => {
    await toppedUp();
    const row = refundOf(await toppedUp(await makeOrganization(test)), 40n * YUAN);
    await asEngine(row);
    await setAside(row, 40n * YUAN);
    expect(await balanceOf(test, buyer, 'available')).toBe(60n * YUAN);
    await attempt(row.id);
    expect(await ended(row.id)).toEqual(UNFOUNDED);
    expect(calls()).toEqual([]);
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
  });

  it('its own, set aside to the micro', async () => {
    const row = refundOf(await toppedUp(), 40n * YUAN);
    await asApp(row);
    await setAside(row, 40n * YUAN);
    await attempt(row.id);
    expect(await ended(row.id)).toMatchObject({ state: 'succeeded' });
    expect(calls()).toEqual([`refund:${row.id}`]);
  });
});

describe('play money and real money', () => {
  const withReal = (): PaymentTools => ({
    ...fake.tools,
    channels: { stripe: { ...sandboxChannel, name: 'stripe', movesRealMoney: true } },
  });
  const stateOf = async (organizationId: string) =>
    (
      await test.ownerSql`
        select state from payments where organization_id = ${organizationId} and kind = 'refund'`
    )[0]?.state;

  it('play money is given back beside a test channel, and stays where it is once real money moves', async () => {
    await fund(test, buyer, 50n * YUAN);
    await withdraw(ownerContext(test, buyer, ['buyer']), { requestId: 'play-money', amount: '20.00' });
    await attemptDuePayments(engineContext(test), withReal());
    expect(await stateOf(buyer)).toBe('pending');
    await attemptDuePayments(engineContext(test), fake.tools);
    expect(await stateOf(buyer)).toBe('succeeded');
  });

  it('a live key moves nothing outside a real market', async () => {
    const { state } = await topUp(
      ownerContext(test, buyer, ['buyer']),
      { requestId: 'live-key-here', amount: '10.00' },
      withReal(),
    );
    expect(state).toBe('pending');
  });

  it('a real market refuses play money whoever writes it, and a test key moves nothing there', async () => {
    const own = await createTestDatabase();
    try {
      const payer = await makeOrganization(own);
      await own.ownerSql`alter table market_settings disable trigger user`;
      await own.ownerSql`update market_settings set clock = 'system', clock_now = null, purpose = 'production'`;
      const row = { ...refundOf('', YUAN), organizationId: payer, direction: 'in', kind: 'top_up' } as const;
      const play = { ...row, channel: 'sandbox', sourcePaymentId: null, method: null } as const;
      for (const as of [(fn: Write) => own.db.asEngine(fn), (fn: Write) => own.db.asOrganization(payer, fn)])
        await expect(as((tx) => tx.insert(payments).values(play))).rejects.toMatchObject({
          cause: { code: 'CH040' },
        });
      const ask = (requestId: string, tools: PaymentTools) =>
        topUp(ownerContext(own, payer, ['buyer']), { requestId, amount: '10.00' }, tools);
      expect((await ask('by-a-test-key', fake.tools)).state).toBe('pending');
      expect((await ask('by-a-live-key', withReal())).state).toBe('succeeded');
      const sandbox = { ...fake.tools, channels: { ...fake.tools.channels, sandbox: sandboxChannel } };
      const { channels } = await getPayouts(ownerContext(own, payer, ['provider']), sandbox);
      expect([Object.keys(fake.tools.channels), channels]).toEqual([['stripe'], ['stripe']]);
    } finally {
      await own.drop();
    }
  });
});
