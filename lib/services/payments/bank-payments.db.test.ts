import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import { checkMarket } from '../market-check/check-market';
import { listBankWaiting } from '../reconciliation/list-money';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { refusalOf } from '../testing/people';
import { cancelTopUp } from '../wallet/cancel-top-up';
import { topUp } from '../wallet/top-up';
import { withdraw } from '../wallet/withdraw';
import { attemptDuePayments } from './attempt-payment';
import { bankChannel } from './bank-channel';
import { referencesIn } from './bank-reference';
import { bookBankPayment } from './book-bank-payment';
import type { PaymentTools } from './channel';
import { bookRefundNotSent, confirmBankPayment, refuseBankPayment } from './confirm-bank-payment';
import { spend } from './testing/payment-rows';

const YUAN = 1_000_000n;
const tools: PaymentTools = { channels: { bank: bankChannel }, appOrigin: 'http://market.test' };
let test: TestDatabase;
let buyer: string;
let house: string;
let persons: readonly [string, string];
let lines = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  house = await makeOrganization(test, { operator: true });
  persons = [await makePerson(test, house), await makePerson(test, house)];
});
afterAll(() => test.drop());
beforeEach(async () => {
  buyer = await makeOrganization(test);
});

const operator = (which: 0 | 1) => ownerContext(test, house, ['operator'], { personId: persons[which] });
const as = () => ownerContext(test, buyer, ['buyer']);
const line = () => `line-${++lines}`;
async function ask(amount: string) {
  const { paymentId } = await topUp(as(), { requestId: `request-${line()}`, amount, channel: 'bank' }, tools);
  return rowOf(paymentId);
}
async function rowOf(paymentId: string) {
  const [row] = await test.ownerSql<
    { id: string; state: string; reference: string; waits_for: string | null }[]
  >`select id, state, reference, waits_for from payments where id = ${paymentId}`;
  if (!row) throw new Error('no payment');
  return row;
}
/** Another operator confirms the booking that stands, as they see it. */
async function confirmSeen(operatorAt: 0 | 1, paymentId: string) {
  const [row] = await test.ownerSql<{ line: string }[]>`
    select external_payment_id as line from payments where id = ${paymentId}`;
  return confirmBankPayment(operator(operatorAt), { paymentId, bankLine: row?.line });
}
/** A refund over the bank that waits to be sent. */
async function askedBack(paidIn: string, amount: string) {
  const { id, reference } = await ask(paidIn);
  await bookBankPayment(operator(0), { bankLine: line(), amount: paidIn, reference });
  await confirmSeen(1, id);
  const made = await withdraw(as(), { requestId: `withdraw-${line()}`, amount });
  await attemptDuePayments(engineContext(test), tools);
  return rowOf(made.payments[0]?.paymentId ?? '');
}
const available = () => balanceOf(test, buyer, 'available');

describe('money over the bank', () => {
  it('is asked for with a reference, booked by one operator and counts once another confirms', async () => {
    const { id, reference, state } = await ask('5000.00');
    expect([state, reference]).toEqual(['open', expect.stringMatching(/^CH-[0-9A-Z]{5}-[0-9A-Z]{5}$/)]);
    const bankLine = line();
    const words = `From ACME ltd. ${reference.toLowerCase().replaceAll('-', ' ')} thanks`;
    const booked = await bookBankPayment(operator(0), { bankLine, amount: '5000.00', reference: words });
    expect(booked).toEqual({ paymentId: id, kind: 'top_up', differs: false });
    expect(await available()).toBe(0n);
    expect(await refusalOf(confirmSeen(0, id))).toBe('same_person');
    expect(await refusalOf(confirmBankPayment(operator(1), { paymentId: id }))).toBe('booking_changed');
    expect(
      await refusalOf(confirmBankPayment(operator(1), { paymentId: id, bankLine: 'another line' })),
    ).toBe('booking_changed');
    await confirmSeen(1, id);
    await confirmSeen(1, id);
    expect(await available()).toBe(5000n * YUAN);
    expect(
      await refusalOf(bookBankPayment(operator(0), { bankLine, amount: '1.00', organizationId: buyer })),
    ).toBe('bank_line_booked');
  });

  it('in another amount than asked counts what really came, as a payment of its own: 4990 of 5000', async () => {
    const { id, reference } = await ask('5000.00');
    const booked = await bookBankPayment(operator(0), { bankLine: line(), amount: '4990.00', reference });
    expect(booked).toMatchObject({ kind: 'top_up', differs: true });
    await confirmSeen(1, booked.paymentId);
    expect(await available()).toBe(4990n * YUAN);
    expect(await rowOf(id)).toMatchObject({ state: 'open' });
  });

  it('4990 of 5000 and then all 5000 by one reference: the second is what was asked for, however the rows lie', async () => {
    const { id, reference } = await ask('5000.00');
    const apart = await bookBankPayment(operator(0), { bankLine: line(), amount: '4990.00', reference });
    await confirmSeen(1, apart.paymentId);
    await test.ownerSql`update payments set method = 'bank_transfer' where id = ${id}`;
    const asked = await bookBankPayment(operator(0), { bankLine: line(), amount: '5000.00', reference });
    expect(asked).toEqual({ paymentId: id, kind: 'top_up', differs: false });
  });

  it('in words that name two payments of ours is refused with both references: nobody’s money is booked by luck', async () => {
    const [one, two] = [await ask('60.00'), await ask('60.00')];
    const reference = `${two.reference} and ${one.reference}`;
    const booking = bookBankPayment(operator(0), { bankLine: line(), amount: '60.00', reference });
    await expect(booking).rejects.toMatchObject({
      details: {
        refusal: {
          code: 'several_payments_named',
          facts: { references: [one.reference, two.reference].sort().join(', ') },
        },
      },
    });
    for (const { id } of [one, two])
      expect(await rowOf(id)).toMatchObject({ state: 'open', waits_for: null });
  });

  it('that nobody asked for is booked for an organization; refused, it never was', async () => {
    const input = { bankLine: line(), amount: '70.00', organizationId: buyer };
    const { paymentId } = await bookBankPayment(operator(0), input);
    await refuseBankPayment(operator(1), { paymentId });
    expect(await rowOf(paymentId)).toMatchObject({ state: 'failed' });
    const again = await bookBankPayment(operator(0), input);
    await confirmSeen(1, again.paymentId);
    expect(await available()).toBe(70n * YUAN);
    expect(await refusalOf(bookBankPayment(operator(0), { bankLine: line(), amount: '1.00' }))).toBe(
      'bank_line_unclear',
    );
  });

  it('called off, a transfer that comes all the same is credited', async () => {
    const { id, reference } = await ask('80.00');
    await cancelTopUp(as(), { paymentId: id });
    expect(await rowOf(id)).toMatchObject({ state: 'failed' });
    const late = await bookBankPayment(operator(0), { bankLine: line(), amount: '80.00', reference });
    await confirmSeen(1, late.paymentId);
    expect(await available()).toBe(80n * YUAN);
    expect(await refusalOf(cancelTopUp(as(), { paymentId: late.paymentId }))).toBe('top_up_under_way');
    const stranger = ownerContext(test, await makeOrganization(test), ['buyer']);
    expect(await refusalOf(cancelTopUp(stranger, { paymentId: id }))).toBe('not_found');
  });

  it('goes back by a transfer of exactly what was asked, which two operators saw', async () => {
    const { id, reference } = await ask('100.00');
    await bookBankPayment(operator(0), { bankLine: line(), amount: '100.00', reference });
    await confirmSeen(1, id);
    const made = await withdraw(as(), { requestId: `withdraw-${line()}`, amount: '40.00' });
    await attemptDuePayments(engineContext(test), tools);
    const refund = await rowOf(made.payments[0]?.paymentId ?? '');
    expect(refund.state).toBe('open');
    const book = (amount: string) =>
      bookBankPayment(operator(1), { bankLine: line(), amount, reference: refund.reference });
    expect(await refusalOf(book('39.00'))).toBe('bank_amount_differs');
    expect(await book('40.00')).toEqual({ paymentId: refund.id, kind: 'refund', differs: false });
    await confirmSeen(0, refund.id);
    expect(await rowOf(refund.id)).toMatchObject({ state: 'succeeded', waits_for: null });
    expect([await available(), await balanceOf(test, buyer, 'in_payout')]).toEqual([60n * YUAN, 0n]);
  });

  it('that the bank didn’t send a refund counts once another operator confirms it: nobody gives 40 out again alone', async () => {
    const { id: paymentId } = await askedBack('100.00', '40.00');
    expect(await refusalOf(refuseBankPayment(operator(0), { paymentId }))).toBe('not_booked');
    await bookRefundNotSent(operator(0), { paymentId });
    await bookRefundNotSent(operator(0), { paymentId });
    expect([await rowOf(paymentId), await available()]).toMatchObject([{ state: 'open' }, 60n * YUAN]);
    expect(await refusalOf(confirmBankPayment(operator(0), { paymentId, notSent: true }))).toBe(
      'same_person',
    );
    // Whoever saw a line booked doesn't confirm that nothing was sent.
    expect(await refusalOf(confirmBankPayment(operator(1), { paymentId }))).toBe('booking_changed');
    await refuseBankPayment(operator(1), { paymentId });
    expect(await refusalOf(confirmBankPayment(operator(1), { paymentId, notSent: true }))).toBe('not_booked');
    await bookRefundNotSent(operator(1), { paymentId });
    await confirmBankPayment(operator(0), { paymentId, notSent: true });
    await confirmBankPayment(operator(0), { paymentId, notSent: true });
    expect(await rowOf(paymentId)).toMatchObject({ state: 'failed', waits_for: null });
    expect([await available(), await balanceOf(test, buyer, 'in_payout')]).toEqual([100n * YUAN, 0n]);
    expect(await refusalOf(bookRefundNotSent(as(), { paymentId }))).toBe('forbidden');
  });

  it('a refund that was sent after it was given up leaves the wallet once two operators saw its line: 40 of 100, 70 spent, 10 owed', async () => {
    const { id: paymentId, reference } = await askedBack('100.00', '40.00');
    await bookRefundNotSent(operator(0), { paymentId });
    await confirmBankPayment(operator(1), { paymentId, notSent: true });
    await spend(test, { buyerId: buyer, providerId: await makeOrganization(test) }, 70n * YUAN);
    const bankLine = line();
    const booked = await bookBankPayment(operator(0), { bankLine, amount: '40.00', reference });
    expect(booked).toEqual({ paymentId, kind: 'refund', differs: false });
    const again = (bank: string) =>
      bookBankPayment(operator(1), { bankLine: bank, amount: '40.00', reference });
    expect(await refusalOf(again(bankLine))).toBe('bank_line_booked');
    expect(await refusalOf(again(line()))).toBe('refund_not_waiting');
    const waiting = await listBankWaiting(operator(1), { pageSize: 1000 });
    expect(waiting.rows.map((row) => row.payment.id)).toContain(paymentId);
    expect([(await rowOf(paymentId)).state, await available()]).toEqual(['failed', 30n * YUAN]);
    expect(await refusalOf(confirmBankPayment(operator(0), { paymentId, bankLine }))).toBe('same_person');
    await confirmBankPayment(operator(1), { paymentId, bankLine });
    await confirmBankPayment(operator(1), { paymentId, bankLine });
    expect(await rowOf(paymentId)).toMatchObject({ state: 'succeeded', waits_for: null });
    expect([await available(), await balanceOf(test, buyer, 'receivable')]).toEqual([0n, -10n * YUAN]);
    const found = await checkMarket(engineContext(test));
    expect(found.disagreements).toEqual([]);
  });

  it('a booking of a line for a refund that was given up may be taken back, and nothing moved', async () => {
    const { id: paymentId, reference } = await askedBack('100.00', '40.00');
    await bookRefundNotSent(operator(0), { paymentId });
    await confirmBankPayment(operator(1), { paymentId, notSent: true });
    const bankLine = line();
    await bookBankPayment(operator(0), { bankLine, amount: '40.00', reference });
    await refuseBankPayment(operator(1), { paymentId, bankLine });
    expect(await refusalOf(confirmBankPayment(operator(1), { paymentId, bankLine }))).toBe('not_booked');
    expect([await rowOf(paymentId), await available()]).toMatchObject([{ state: 'failed' }, 100n * YUAN]);
  });

  it('is booked by operators alone', async () => {
    const input = { bankLine: line(), amount: '1.00', organizationId: buyer };
    expect(await refusalOf(bookBankPayment(as(), input))).toBe('forbidden');
  });
});

describe('a reference', () => {
  it('is found however a bank writes it', () => {
    for (const text of ['CH-8FK2Q-0X7MD', 'inv 12 ch8fk2q0x7md', 'RF/CH 8FK2Q 0X7MD/'])
      expect(referencesIn(text)).toEqual(['CH-8FK2Q-0X7MD']);
  });
});
