import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import { explainEvent } from '../reconciliation/explain-event';
import { countMoneyTasks, getMoneyDesk } from '../reconciliation/get-money-desk';
import { listEvents } from '../reconciliation/list-money';
import { retryEvent } from '../reconciliation/retry-event';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { refusalOf } from '../testing/people';
import { attemptDuePayments, attemptPayment, listDuePayments, recordAnswer } from './attempt-payment';
import type { Effect } from './channel';
import { type FakeChannel, fakeChannel } from './testing/fake-channel';
import { insertPayment } from './testing/payment-rows';

const YUAN = 1_000_000n;
const DAY_MS = 86_400_000;
let test: TestDatabase;
let house: string;
let person: string;
let buyer: string;
let fake: FakeChannel;

beforeAll(async () => {
  test = await createTestDatabase();
  house = await makeOrganization(test, { operator: true });
  person = await makePerson(test, house);
});
afterAll(() => test.drop());
beforeEach(async () => {
  buyer = await makeOrganization(test);
  fake = fakeChannel();
});

const operator = (now = test.now) => ownerContext(test, house, ['operator'], { personId: person, now });
const asked = () => insertPayment(test, { organizationId: buyer, kind: 'top_up', amountMicros: 100n * YUAN });
const lineOf = async (paymentId: string, now?: Date) => {
  const { rows } = await listEvents(operator(now), { pageSize: 1000 });
  return rows.find(({ objectId }) => objectId === paymentId);
};
const waitingOf = async (paymentId: string) => {
  const [row] = await test.ownerSql`
    select state, waits_for, next_attempt_at as asked_at from payments where id = ${paymentId}`;
  return row;
};
const attempt = (paymentId: string) =>
  attemptPayment(engineContext(test), fake.tools, paymentId, { early: true });
const effectOf = (paymentId: string, given: Partial<Effect> = {}): Effect => ({
  externalId: `cs_${paymentId}`,
  externalPaymentId: `pi_${paymentId}`,
  state: 'succeeded',
  failure: null,
  method: 'card',
  amountMicros: 100n * YUAN,
  currency: 'CNY',
  payUrl: null,
  ...given,
});
const answered = (paymentId: string, given: Partial<Effect>) =>
  recordAnswer(engineContext(test), paymentId, { kind: 'done', value: effectOf(paymentId, given) });

describe('an answer that isn’t its row’s', () => {
  it('100.01 for 100.00 credits nothing and is one line for the operator, with its kind and age, however often it comes', async () => {
    const { id } = await asked();
    fake.befalls('wrong_amount');
    await attempt(id);
    await attempt(id);
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
    expect(await lineOf(id)).toMatchObject({
      source: 'answer',
      type: 'answer.top_up',
      state: 'unmatched',
      outcome: 'amount_differs',
      attempts: 2,
      age: 'today',
    });
    expect(await lineOf(id, new Date(test.now.getTime() + 8 * DAY_MS))).toMatchObject({ age: 'month' });
  });

  it('another currency, another payment’s object or another object than known, open or done: each says why', async () => {
    for (const [given, outcome] of [
      [{ currency: 'USD' }, 'currency_differs'],
      [{ namesPayment: 'pay_other' }, 'other_payment'],
      [{ namesPayment: 'pay_other', state: 'open' }, 'other_payment'],
      [{ amountMicros: 99n * YUAN, state: 'open', payUrl: 'https://pay.test' }, 'amount_differs'],
    ] as const) {
      const { id } = await asked();
      await answered(id, given);
      expect([given, (await lineOf(id))?.outcome]).toEqual([given, outcome]);
      const [row] = await test.ownerSql`select state, pay_url from payments where id = ${id}`;
      expect(row).toEqual({ state: 'pending', pay_url: null });
    }
    const { id } = await asked();
    await answered(id, { state: 'open' });
    await answered(id, { state: 'open', externalId: 'cs_other' });
    expect(await lineOf(id)).toMatchObject({ outcome: 'other_object' });
    expect(await balanceOf(test, buyer, 'available')).toBe(0n);
  });

  it('is asked for again when the operator says so, and over once an answer fits', async () => {
    const { id } = await asked();
    await answered(id, { amountMicros: 1n });
    const eventId = (await lineOf(id))?.id;
    await retryEvent(operator(), { eventId });
    await attemptDuePayments(engineContext(test), fake.tools);
    expect(await lineOf(id)).toBeUndefined();
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
    expect(await refusalOf(retryEvent(operator(), { eventId }))).toBe('event_applied');
  });

  it('explained, it waits for nobody any more and stays in the list; another answer waits anew', async () => {
    const { id } = await asked();
    const before = await countMoneyTasks(operator());
    await answered(id, { amountMicros: 1n });
    expect(await countMoneyTasks(operator())).toBe(before + 1);
    const eventId = (await lineOf(id))?.id;
    const note = 'Refunded in the dashboard by the bank’s wish.';
    await explainEvent(operator(), { eventId, note });
    await answered(id, { amountMicros: 1n });
    expect(await lineOf(id)).toMatchObject({ note, state: 'unmatched' });
    expect(await countMoneyTasks(operator())).toBe(before);
    await answered(id, { amountMicros: 2n });
    expect(await lineOf(id)).toMatchObject({ note: null });
    expect((await getMoneyDesk(operator(), fake.tools)).counts.events).toBeGreaterThan(0);
    const stranger = ownerContext(test, buyer, ['buyer']);
    expect(await refusalOf(explainEvent(stranger, { eventId, note }))).toBe('forbidden');
  });

  it('explained and over, it is asked for no more until an operator wants it, then rests again; another answer is asked on', async () => {
    const { id } = await asked();
    fake.befalls('wrong_amount');
    await attempt(id);
    const eventId = (await lineOf(id))?.id;
    const note = 'The payer paid a cent too much; given back by hand.';
    const dueIn = (hours: number) =>
      listDuePayments(engineContext(test, new Date(test.now.getTime() + hours * 3_600_000)));
    expect(await dueIn(2)).toContain(id);
    await explainEvent(operator(), { eventId, note });
    expect(await dueIn(1000)).not.toContain(id);
    expect(await waitingOf(id)).toEqual({ state: 'pending', waits_for: 'operator', asked_at: null });
    await attempt(id);
    expect((await lineOf(id))?.attempts).toBe(1);
    await retryEvent(operator(), { eventId });
    await attempt(id);
    expect(await lineOf(id)).toMatchObject({ attempts: 2, note });
    expect(await dueIn(1000)).not.toContain(id);
    // Another answer waits for an explanation of its own.
    await retryEvent(operator(), { eventId });
    await answered(id, { amountMicros: 2n });
    expect(await lineOf(id)).toMatchObject({ note: null });
    expect(await dueIn(2)).toContain(id);
  });

  it('explained, what may still end or isn’t known yet is asked on: a page for another amount, a key’s other request', async () => {
    const said = { note: 'Told the channel’s support of it.' };
    const dueIn1000 = () =>
      listDuePayments(engineContext(test, new Date(test.now.getTime() + 3_600_000_000)));
    const { id: open } = await asked();
    await answered(open, { amountMicros: 99n * YUAN, state: 'open', payUrl: 'https://pay.test' });
    const { id: unknown } = await asked();
    await recordAnswer(engineContext(test), unknown, {
      kind: 'unknown',
      message: 'Keys can only be used with the same parameters.',
      alarm: 'key_conflict',
    });
    for (const id of [open, unknown])
      await explainEvent(operator(), { eventId: (await lineOf(id))?.id, ...said });
    expect(await dueIn1000()).toEqual(expect.arrayContaining([open, unknown]));
    // The page ran out unpaid: the row ends with it, and so does its line.
    await answered(open, { state: 'failed', failure: 'expired' });
    expect([(await waitingOf(open))?.state, await lineOf(open)]).toEqual(['failed', undefined]);
  });

  it('explained twenty times while it is answered twenty times, nobody waits for another for ever', async () => {
    const { id } = await asked();
    await answered(id, { amountMicros: 1n });
    const eventId = (await lineOf(id))?.id;
    const all = Array.from({ length: 20 }, (_, at) => [
      answered(id, { amountMicros: 1n }),
      explainEvent(operator(), { eventId, note: `It is explained for the ${at}th time.` }),
    ]);
    await Promise.all(all.flat());
    expect((await waitingOf(id))?.asked_at).toBeNull();
  });

  it('a key that the channel knows by another request stays unknown, and the operator is told', async () => {
    const { id } = await asked();
    await recordAnswer(engineContext(test), id, {
      kind: 'unknown',
      message: 'Keys can only be used with the same parameters.',
      alarm: 'key_conflict',
    });
    expect(await lineOf(id)).toMatchObject({ outcome: 'key_conflict', source: 'answer' });
    const [row] = await test.ownerSql`select state from payments where id = ${id}`;
    expect(row).toEqual({ state: 'pending' });
  });
});
