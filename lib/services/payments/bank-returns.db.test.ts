import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import { checkMarket } from '../market-check/check-market';
import { bookPayout, confirmPayout } from '../payouts/book-payout';
import { decidePayee } from '../payouts/decide-payee';
import { getPayoutDesk } from '../payouts/get-payout-desk';
import { getPayouts } from '../payouts/get-payouts';
import { listAllPayouts, listPayouts } from '../payouts/list-payouts';
import { makePayouts } from '../payouts/make-payouts';
import { nameBank } from '../payouts/name-bank';
import { transfersCsv } from '../payouts/payouts-csv';
import { requestPayout } from '../payouts/request-payout';
import { bookingSeen } from '../reconciliation/bank-lines';
import { bookOwnLine, confirmOwnLine } from '../reconciliation/book-own-line';
import { listDifferences, listOwnLines } from '../reconciliation/list-money';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { refusalOf } from '../testing/people';
import { topUp } from '../wallet/top-up';
import { withdraw } from '../wallet/withdraw';
import { attemptDuePayments } from './attempt-payment';
import { bankChannel } from './bank-channel';
import { bankReference } from './bank-reference';
import { bookBankPayment } from './book-bank-payment';
import { bookReturn } from './book-return';
import type { PaymentTools } from './channel';
import { confirmBankPayment } from './confirm-bank-payment';
import { earn } from './testing/payment-rows';

const YUAN = 1_000_000n;
const tools: PaymentTools = { channels: { bank: bankChannel }, appOrigin: 'http://market.test' };
const ACCOUNT = { holder: 'Provider', bank: 'Bank', number: 'DE02120300000000202051' };
let test: TestDatabase;
let house: string;
let persons: readonly [string, string];
let lines = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  house = await makeOrganization(test, { operator: true });
  persons = [await makePerson(test, house), await makePerson(test, house)];
  // What banks keep is a cost: without own money beside clients' payouts would stop (L-8).
  const own = { bankLine: 'own', what: 'own_money', amount: '20.00' };
  const { movementId } = await bookOwnLine(operator(0), own);
  await confirmOwnLine(operator(1), { movementId, decision: 'confirm' });
});
afterAll(() => test.drop());

const operator = (which: 0 | 1) => ownerContext(test, house, ['operator'], { personId: persons[which] });
const line = () => `line-${++lines}`;
const fresh = () => `request-${line()}`;

async function confirmAccount(provider: string) {
  const seen = (await getPayoutDesk(operator(0), tools)).payees.find(
    (row) => row.organizationId === provider,
  );
  await decidePayee(operator(0), {
    organizationId: provider,
    seen: seen?.fingerprint,
    decision: 'confirm',
  });
}

/** A payout of 100.00 to a provider that the bank is to execute. */
async function openPayout(provider: string) {
  const as = ownerContext(test, provider, ['provider']);
  await nameBank(as, tools, ACCOUNT);
  await confirmAccount(provider);
  await earn(test, provider, 100n * YUAN);
  const { paymentId } = await requestPayout(as, tools, { requestId: fresh() });
  await attemptDuePayments(engineContext(test), tools);
  return { as, paymentId };
}

/** A provider that 100.00 were sent to over the bank, by a line of its own. */
async function paidOut() {
  const provider = await makeOrganization(test, { provider: true });
  const { as, paymentId } = await openPayout(provider);
  const bankLine = line();
  await bookPayout(operator(0), { outcome: 'executed', paymentId, bankLine });
  await confirmPayout(operator(1), { paymentId, bankLine, decision: 'confirm' });
  return { provider, as, paymentId, bankLine };
}

/** A buyer to whom 40.00 of 100.00 went back over the bank. */
async function paidBack() {
  const buyer = await makeOrganization(test);
  const as = ownerContext(test, buyer, ['buyer']);
  const asked = await topUp(as, { requestId: fresh(), amount: '100.00', channel: 'bank' }, tools);
  const see = async (paymentId: string, amount: string) => {
    const bankLine = line();
    await bookBankPayment(operator(0), { bankLine, amount, reference: bankReference(paymentId) });
    await confirmBankPayment(operator(1), { paymentId, bankLine });
  };
  await see(asked.paymentId, '100.00');
  const made = await withdraw(as, { requestId: fresh(), amount: '40.00' });
  const paymentId = made.payments[0]?.paymentId ?? '';
  await attemptDuePayments(engineContext(test), tools);
  await see(paymentId, '40.00');
  return { buyer, paymentId, topUpId: asked.paymentId };
}

/** The booking of a line as it stands on the operator's page. */
async function seenOf(movementId: string): Promise<string> {
  const found = (await listOwnLines(operator(1))).find(({ id }) => id === movementId);
  if (!found) throw new Error('no such booking');
  return bookingSeen(found);
}

const rowOf = async (paymentId: string) => {
  const [row] = await test.ownerSql<{ state: string; returned: string }[]>`
    select state, returned_micros::text as returned from payments where id = ${paymentId}`;
  return row;
};
const clean = async () => expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
const bankDifferences = async () =>
  (await listDifferences(operator(0), { channel: 'bank' })).rows.filter(
    ({ what }) => what === 'reversal' || what === 'refund' || what === 'payout',
  );

describe('a bank payout that comes back', () => {
  it('100.00 sent, 97.50 come in, 2.50 kept by the banks: 100.00 are payable again and 2.50 are costs, once another operator confirms', async () => {
    const { provider, as, paymentId } = await paidOut();
    expect(await balanceOf(test, provider, 'payable')).toBe(0n);
    const costs = await balanceOf(test, 'platform', 'costs');
    const bankLine = line();
    const words = `return ${bankReference(paymentId)} AC04 closed account`;
    const book = (amount: string, kept?: string) =>
      bookReturn(operator(0), { bankLine, amount, reference: words, ...(kept && { kept }) });
    expect(await refusalOf(book('97.50'))).toBe('return_amount_differs');
    expect(await refusalOf(book('100.00', '2.50'))).toBe('return_amount_differs');
    const { movementId } = await book('97.50', '2.50');
    expect(await book('97.50', '2.50')).toEqual({ movementId, paymentId });
    expect(await refusalOf(book('97.00', '3.00'))).toBe('bank_line_booked');
    const again = { bankLine: line(), amount: '100.00', reference: words };
    expect(await refusalOf(bookReturn(operator(0), again))).toBe('return_booked');
    expect(await balanceOf(test, provider, 'payable')).toBe(0n);
    expect(await bankDifferences()).toMatchObject([{ why: 'to_confirm', differenceMicros: 97_500_000n }]);
    const seen = await seenOf(movementId);
    const confirm = (which: 0 | 1, named?: string) =>
      confirmOwnLine(operator(which), { movementId, decision: 'confirm', ...(named && { seen: named }) });
    expect(await refusalOf(confirm(0, seen))).toBe('same_person');
    expect(await refusalOf(confirm(1))).toBe('booking_changed');
    await confirm(1, seen);
    expect(await refusalOf(confirm(1, seen))).toBe('not_booked');
    expect(await rowOf(paymentId)).toEqual({ state: 'succeeded', returned: String(100n * YUAN) });
    expect(await balanceOf(test, provider, 'payable')).toBe(100n * YUAN);
    expect(await balanceOf(test, 'platform', 'costs')).toBe(costs - 2_500_000n);
    expect((await listPayouts(as, {})).rows.map(({ status }) => status)).toEqual(['reversed']);
    expect(await bankDifferences()).toEqual([]);
    expect(
      await refusalOf(bookReturn(operator(0), { bankLine: line(), amount: '100', reference: words })),
    ).toBe('transfer_not_sent');
    await clean();
  });

  it('lets nothing more go to its account before an operator looked at it again, and the provider sees why', async () => {
    const { provider, as, bankLine: sentBy } = await paidOut();
    const { movementId } = await bookReturn(operator(0), {
      bankLine: line(),
      amount: '100.00',
      reference: sentBy,
    });
    const before = (await getPayoutDesk(operator(0), tools)).payees;
    expect(before.map((row) => row.organizationId)).not.toContain(provider);
    await confirmOwnLine(operator(1), { movementId, decision: 'confirm', seen: await seenOf(movementId) });
    const { payees, next } = await getPayouts(as, tools);
    expect(payees).toMatchObject([{ state: 'pending', requirements: ['payout_returned'], isPaidTo: false }]);
    expect(next).toMatchObject({ ok: false, refusal: { code: 'no_payee' } });
    expect(await makePayouts(engineContext(test), tools)).toBe(0);
    await confirmAccount(provider);
    expect((await getPayouts(as, tools)).payees).toMatchObject([{ state: 'enabled', requirements: [] }]);
    const again = await requestPayout(as, tools, { requestId: fresh() });
    expect(again.amountMicros).toBe(100n * YUAN);
    await clean();
  });

  it('a second one on its way to its account leads the operator’s list, flagged, and leaves the file of transfers until somebody looked at the account', async () => {
    const { provider, as, bankLine: sentBy } = await paidOut();
    await earn(test, provider, 100n * YUAN);
    const { paymentId } = await requestPayout(as, tools, { requestId: fresh() });
    await attemptDuePayments(engineContext(test), tools);
    // A later one of somebody else, of the same account: its own hasn't come back.
    await openPayout(await makeOrganization(test, { provider: true }));
    const look = async () => {
      const { rows, currency } = await listAllPayouts(operator(0), { state: 'moving' });
      const desk = await getPayoutDesk(operator(0), tools);
      return {
        first: rows[0]?.id === paymentId,
        flagged: rows.filter((row) => row.accountGaveBack).map(({ id }) => id),
        toExecute: transfersCsv(rows, currency).includes(paymentId),
        desk: desk.gaveBack,
      };
    };
    const clear = { flagged: [], toExecute: true, desk: { payouts: 0, micros: 0n } };
    expect(await look()).toMatchObject(clear);
    const came = { bankLine: line(), amount: '100.00', reference: sentBy };
    const { movementId } = await bookReturn(operator(0), came);
    expect(await look()).toMatchObject(clear);
    await confirmOwnLine(operator(1), { movementId, decision: 'confirm', seen: await seenOf(movementId) });
    const flagged = {
      first: true,
      flagged: [paymentId],
      toExecute: false,
      desk: { payouts: 1, micros: 100n * YUAN },
    };
    expect(await look()).toEqual(flagged);
    await confirmAccount(provider);
    expect(await look()).toMatchObject(clear);
    // Named another account, the old one is nobody's any more.
    await nameBank(as, tools, { ...ACCOUNT, number: 'DE89370400440532013000' });
    await confirmAccount(provider);
    expect(await look()).toEqual(flagged);
    await bookPayout(operator(0), { outcome: 'not_executed', paymentId });
    await confirmPayout(operator(1), { paymentId, bankLine: null, decision: 'confirm' });
    expect(await look()).toMatchObject({ flagged: [], desk: { payouts: 0 } });
    expect(await balanceOf(test, provider, 'payable')).toBe(200n * YUAN);
    await clean();
  });

  it('in words that name two transfers of ours is neither: refused with both references, and booked by one of them', async () => {
    const [one, two] = [await paidOut(), await paidOut()];
    const book = (reference: string) =>
      bookReturn(operator(0), { bankLine: line(), amount: '100', reference });
    const references = [one, two].map(({ paymentId }) => bankReference(paymentId)).sort();
    for (const words of [references.join(' / '), references.toReversed().join(' / ')])
      await expect(book(words)).rejects.toMatchObject({
        details: {
          refusal: { code: 'several_payments_named', facts: { references: references.join(', ') } },
        },
      });
    const { paymentId, movementId } = await book(bankReference(two.paymentId));
    expect(paymentId).toBe(two.paymentId);
    await confirmOwnLine(operator(0), { movementId, decision: 'take_back', seen: await seenOf(movementId) });
  });

  it('an account named in its place meanwhile stays as it is', async () => {
    const { provider, as, bankLine: sentBy } = await paidOut();
    await nameBank(as, tools, { ...ACCOUNT, number: 'DE89370400440532013000' });
    await confirmAccount(provider);
    const { movementId } = await bookReturn(operator(1), {
      bankLine: line(),
      amount: '100.00',
      reference: sentBy,
    });
    await confirmOwnLine(operator(0), { movementId, decision: 'confirm', seen: await seenOf(movementId) });
    expect((await getPayouts(as, tools)).payees).toMatchObject([{ state: 'enabled', requirements: [] }]);
  });

  it('taken back and booked anew, what was seen of the first booking confirms nothing', async () => {
    const { bankLine: sentBy, provider } = await paidOut();
    const bankLine = line();
    const { movementId } = await bookReturn(operator(0), { bankLine, amount: '100', reference: sentBy });
    const seen = await seenOf(movementId);
    expect(await refusalOf(bookOwnLine(operator(0), { bankLine, what: 'own_money', amount: '5' }))).toBe(
      'bank_line_booked',
    );
    await confirmOwnLine(operator(0), { movementId, decision: 'take_back', seen });
    await bookReturn(operator(0), { bankLine, amount: '99', kept: '1', reference: sentBy });
    expect(await refusalOf(confirmOwnLine(operator(1), { movementId, decision: 'confirm', seen }))).toBe(
      'booking_changed',
    );
    expect(await balanceOf(test, provider, 'payable')).toBe(0n);
    await confirmOwnLine(operator(0), { movementId, decision: 'take_back', seen: await seenOf(movementId) });
    await clean();
  });
});

describe('a bank refund that comes back', () => {
  it('40.00 of 100.00 sent back and returned: all 100.00 are available, and may be withdrawn again', async () => {
    const { buyer, paymentId, topUpId } = await paidBack();
    expect(await balanceOf(test, buyer, 'available')).toBe(60n * YUAN);
    expect(await rowOf(topUpId)).toEqual({ state: 'succeeded', returned: String(40n * YUAN) });
    const { movementId } = await bookReturn(operator(0), {
      bankLine: line(),
      amount: '40.00',
      reference: `RE: ${bankReference(paymentId)}`,
    });
    await confirmOwnLine(operator(1), { movementId, decision: 'confirm', seen: await seenOf(movementId) });
    expect(await balanceOf(test, buyer, 'available')).toBe(100n * YUAN);
    expect(await rowOf(topUpId)).toEqual({ state: 'succeeded', returned: '0' });
    expect(await bankDifferences()).toEqual([]);
    const as = ownerContext(test, buyer, ['buyer']);
    await withdraw(as, { requestId: fresh(), amount: '100.00' });
    await clean();
  });

  it('is booked by operators alone, for a transfer that we sent', async () => {
    const { buyer, paymentId, topUpId } = await paidBack();
    const input = (id: string) => ({ bankLine: line(), amount: '40.00', reference: bankReference(id) });
    const as = ownerContext(test, buyer, ['buyer']);
    expect(await refusalOf(bookReturn(as, input(paymentId)))).toBe('forbidden');
    expect(await refusalOf(bookReturn(operator(0), input(topUpId)))).toBe('no_such_transfer_sent');
  });
});
