import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { attemptPayment } from '../../payments/attempt-payment';
import { bookBankPayment } from '../../payments/book-bank-payment';
import {
  bookRefundNotSent,
  confirmBankPayment,
  refuseBankPayment,
} from '../../payments/confirm-bank-payment';
import { earn } from '../../payments/testing/payment-rows';
import { bookPayout, confirmPayout } from '../../payouts/book-payout';
import { decidePayee } from '../../payouts/decide-payee';
import { getPayoutDesk } from '../../payouts/get-payout-desk';
import { nameBank } from '../../payouts/name-bank';
import { requestPayout } from '../../payouts/request-payout';
import { bookOwnLine, confirmOwnLine } from '../../reconciliation/book-own-line';
import { withdraw } from '../../wallet/withdraw';
import { engineContext, ownerContext } from '../contexts';
import { freshRequest } from '../disputes';
import { FaultyChannel } from '../money-model/faulty-channel';
import type { Mutation } from './mutation';
import { on, operators, payers } from './payers';

const YUAN = 1_000_000n;

const referenceOf = async (test: TestDatabase, paymentId: string): Promise<string> => {
  const [row] = await test.ownerSql<{ reference: string }[]>`
    select reference from payments where id = ${paymentId}`;
  return row?.reference ?? '';
};

/** A provider with 250.00 that has named its bank, whose details an operator sees as this. */
export async function namedBank(test: TestDatabase) {
  const { tools } = new FaultyChannel();
  const provider = await makeOrganization(test, { provider: true });
  const [first, second] = await operators(test);
  const as = ownerContext(test, provider, ['provider']);
  await nameBank(as, tools, { holder: 'Provider', bank: 'Bank', number: '1234567890' });
  const [named] = (await getPayoutDesk(first, tools)).payees.filter((row) => row.organizationId === provider);
  await earn(test, provider, 250n * YUAN);
  return { provider, as, tools, first, second, seen: named?.fingerprint };
}

/** A bank payout on its way, and the two persons who will tell of it. */
export async function bankPayout(test: TestDatabase) {
  const { provider, as, tools, first, second, seen } = await namedBank(test);
  await decidePayee(first, { organizationId: provider, seen, decision: 'confirm' });
  const { paymentId } = await requestPayout(as, tools, { requestId: freshRequest() });
  await attemptPayment(engineContext(test), tools, paymentId);
  return { provider, paymentId, first, second, tools };
}

/** A refund of 30.00 that the bank is to send, and the two persons who will tell of it. */
async function bankRefund(test: TestDatabase) {
  const { tools, buyer, as, paidIn } = await payers(test);
  const [first, second] = await operators(test);
  const reference = await referenceOf(test, await paidIn(buyer, '80.00', 'bank'));
  const bankLine = freshRequest();
  const { paymentId: topUpId } = await bookBankPayment(first, { bankLine, amount: '80.00', reference });
  await confirmBankPayment(second, { paymentId: topUpId, bankLine });
  const { payments } = await withdraw(as(buyer), { requestId: freshRequest(), amount: '30.00' });
  const paymentId = payments[0]?.paymentId ?? '';
  await attemptPayment(engineContext(test), tools, paymentId, { early: true });
  return { buyer, paymentId, first, second };
}

/** What stands of a line of the exchange's own, and what it moved. */
const ownLine = (test: TestDatabase, bankLine: string) => async () => ({
  lines: await test.ownerSql`
    select kind, state, why, amount_micros::text from external_movements where id = ${`bank:${bankLine}`}`,
  moved: await test.ownerSql`
    select p.recipe, a.kind, e.amount_micros::text from postings p join entries e on e.posting_id = p.id
    join accounts a on a.id = e.account_id where p.subject_id = ${`bank:${bankLine}`} order by 1, 2`,
});

export const BANKING: readonly Mutation[] = [
  {
    name: 'book a bank transfer that came in',
    key: 'the bank’s line',
    again: 'bank_line_booked',
    other: 'bank_line_booked',
    foreign: { na: 'only the exchange books' },
    ready: async (test) => {
      const { buyer, paidIn } = await payers(test);
      const reference = await referenceOf(test, await paidIn(buyer, '80.00', 'bank'));
      const [first] = await operators(test);
      const asked = { bankLine: freshRequest(), amount: '80.00', reference };
      return {
        organizations: [buyer],
        send: (db) => bookBankPayment(on(first, db), asked),
        other: (db) => bookBankPayment(on(first, db), { ...asked, amount: '81.00' }),
      };
    },
  },
  ...(['confirm', 'refuse'] as const).map(
    (decision): Mutation => ({
      name: `${decision} a booked bank transfer`,
      key: 'the payment',
      again: 'answered',
      other:
        decision === 'confirm'
          ? 'booking_changed'
          : { na: 'taken back, it names no line any more: another one’s booking isn’t there to take back' },
      foreign: { na: 'only the exchange confirms' },
      ready: async (test) => {
        const { buyer, paidIn } = await payers(test);
        const reference = await referenceOf(test, await paidIn(buyer, '80.00', 'bank'));
        const [first, second] = await operators(test);
        const asked = { bankLine: freshRequest(), amount: '80.00', reference };
        const { paymentId } = await bookBankPayment(first, asked);
        const { bankLine } = asked;
        return {
          organizations: [buyer],
          send: (db) =>
            decision === 'confirm'
              ? confirmBankPayment(on(second, db), { paymentId, bankLine })
              : refuseBankPayment(on(second, db), { paymentId, bankLine }),
          other: [{ bankLine: freshRequest() }, { notSent: true }].map(
            (said) => (db) => confirmBankPayment(on(second, db), { paymentId, ...said }),
          ),
        };
      },
    }),
  ),
  {
    name: 'book what the bank did with a payout',
    key: 'the payment',
    again: 'answered',
    other: { na: 'until another person confirms it, a booking may be booked over' },
    foreign: { na: 'only the exchange books' },
    ready: async (test) => {
      const { provider, paymentId, first } = await bankPayout(test);
      const asked = { outcome: 'executed', paymentId, bankLine: freshRequest() };
      return { organizations: [provider], send: (db) => bookPayout(on(first, db), asked) };
    },
  },
  {
    name: 'confirm what the bank did with a payout',
    key: 'the payment',
    again: 'payout_not_open',
    other: 'payout_not_open',
    foreign: { na: 'only the exchange confirms' },
    ready: async (test) => {
      const { provider, paymentId, first, second } = await bankPayout(test);
      const seen = { paymentId, bankLine: freshRequest() };
      await bookPayout(first, { outcome: 'executed', ...seen });
      return {
        organizations: [provider],
        send: (db) => confirmPayout(on(second, db), { ...seen, decision: 'confirm' }),
        other: (db) => confirmPayout(on(second, db), { ...seen, decision: 'refuse' }),
      };
    },
  },
  {
    name: 'book a refund as not sent',
    key: 'the payment',
    again: 'answered',
    other: { na: 'it says nothing but its payment' },
    foreign: { na: 'only the exchange books' },
    ready: async (test) => {
      const { buyer, paymentId, first } = await bankRefund(test);
      return { organizations: [buyer], send: (db) => bookRefundNotSent(on(first, db), { paymentId }) };
    },
  },
  {
    name: 'confirm that a refund wasn’t sent',
    key: 'the payment',
    again: 'answered',
    other: 'booking_changed',
    foreign: { na: 'only the exchange confirms' },
    ready: async (test) => {
      const { buyer, paymentId, first, second } = await bankRefund(test);
      await bookRefundNotSent(first, { paymentId });
      return {
        organizations: [buyer],
        send: (db) => confirmBankPayment(on(second, db), { paymentId, notSent: true }),
        other: (db) => confirmBankPayment(on(second, db), { paymentId, bankLine: freshRequest() }),
      };
    },
  },
  {
    name: 'decide on a payee’s bank',
    key: 'the details that were seen',
    again: 'payee_changed',
    other: 'payee_changed',
    foreign: { na: 'only the exchange decides' },
    ready: async (test) => {
      const { provider, first, seen } = await namedBank(test);
      const asked = { organizationId: provider, seen, decision: 'confirm' };
      return {
        organizations: [provider],
        send: (db) => decidePayee(on(first, db), asked),
        other: (db) => decidePayee(on(first, db), { ...asked, decision: 'refuse', note: 'Another holder.' }),
      };
    },
  },
  {
    name: 'book a line of our own',
    key: 'the bank’s line',
    again: 'bank_line_booked',
    other: 'bank_line_booked',
    foreign: { na: 'only the exchange books' },
    ready: async (test) => {
      const [first] = await operators(test);
      const asked = { bankLine: freshRequest(), what: 'fee', amount: '-3.50' };
      return {
        organizations: [],
        also: ownLine(test, asked.bankLine),
        send: (db) => bookOwnLine(on(first, db), asked),
        other: (db) => bookOwnLine(on(first, db), { ...asked, amount: '-4.50' }),
      };
    },
  },
  {
    name: 'confirm a line of our own',
    key: 'the line',
    again: 'not_booked',
    other: 'not_booked',
    foreign: { na: 'only the exchange confirms' },
    ready: async (test) => {
      const [first, second] = await operators(test);
      const bankLine = freshRequest();
      await bookOwnLine(first, { bankLine, what: 'own_money', amount: '50.00' });
      const asked = { movementId: `bank:${bankLine}`, decision: 'confirm' };
      return {
        organizations: [],
        also: ownLine(test, bankLine),
        send: (db) => confirmOwnLine(on(second, db), asked),
        other: (db) => confirmOwnLine(on(second, db), { ...asked, decision: 'take_back' }),
      };
    },
  },
];
