import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { payments } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { ownerContext } from '../testing/contexts';
import { topUp } from '../wallet/top-up';
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
