import type { Database } from '@/db/client';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import { applyChannelEvent } from '../../channel-events/apply-channel-event';
import type { ChannelEvent } from '../../channel-events/channel-event';
import { receiveChannelEvent } from '../../channel-events/receive-channel-event';
import type { Ctx } from '../../context';
import { attemptPayment } from '../../payments/attempt-payment';
import { bankChannel } from '../../payments/bank-channel';
import { bookBankPayment } from '../../payments/book-bank-payment';
import { confirmBankPayment, refuseBankPayment } from '../../payments/confirm-bank-payment';
import { earn } from '../../payments/testing/payment-rows';
import { bookPayout, confirmPayout } from '../../payouts/book-payout';
import { decidePayee } from '../../payouts/decide-payee';
import { getPayoutDesk } from '../../payouts/get-payout-desk';
import { nameBank } from '../../payouts/name-bank';
import { requestPayout } from '../../payouts/request-payout';
import { setUpPayee } from '../../payouts/set-up-payee';
import { cancelTopUp } from '../../wallet/cancel-top-up';
import { topUp } from '../../wallet/top-up';
import { withdraw } from '../../wallet/withdraw';
import { engineContext, ownerContext } from '../contexts';
import { freshRequest } from '../disputes';
import { FaultyChannel } from '../money-model/faulty-channel';
import type { Mutation } from './mutation';

const YUAN = 1_000_000n;
const on = (ctx: Ctx, db: Database): Ctx => ({ ...ctx, db });

/** A channel of its own, a buyer and a stranger. */
async function payers(test: TestDatabase) {
  const channel = new FaultyChannel();
  const tools = { ...channel.tools, channels: { ...channel.tools.channels, bank: bankChannel } };
  const [buyer, stranger] = [await makeOrganization(test), await makeOrganization(test)];
  const as = (id: string) => ownerContext(test, id, ['buyer']);
  const paidIn = async (id: string, amount: string, by: 'stripe' | 'bank' = 'stripe') =>
    (await topUp(as(id), { requestId: freshRequest(), amount, channel: by }, tools)).paymentId;
  return { channel, tools, buyer, stranger, as, paidIn };
}

/** Two persons of the exchange. */
async function operators(test: TestDatabase) {
  const house = await makeOrganization(test, { operator: true });
  const as = async () => ownerContext(test, house, ['operator'], { personId: await makePerson(test, house) });
  return [await as(), await as()] as const;
}

const referenceOf = async (test: TestDatabase, paymentId: string): Promise<string> => {
  const [row] = await test.ownerSql<{ reference: string }[]>`
    select reference from payments where id = ${paymentId}`;
  return row?.reference ?? '';
};

/** A provider that has earned 250.00 and is paid at a channel in memory. */
async function paidProvider(test: TestDatabase) {
  const channel = new FaultyChannel();
  const provider = await makeOrganization(test, { provider: true });
  const as = (id: string) => ownerContext(test, id, ['provider']);
  await setUpPayee(as(provider), channel.tools, { channel: 'stripe' });
  await earn(test, provider, 250n * YUAN);
  return { channel, provider, as, tools: channel.tools };
}

/** A bank payout on its way, and the two persons who will tell of it. */
async function bankPayout(test: TestDatabase) {
  const tools = { channels: { bank: bankChannel }, appOrigin: 'http://market.test' };
  const provider = await makeOrganization(test, { provider: true });
  const [first, second] = await operators(test);
  const as = ownerContext(test, provider, ['provider']);
  await nameBank(as, tools, { holder: 'Provider', bank: 'Bank', number: '1234567890' });
  const [named] = (await getPayoutDesk(first, tools)).payees.filter((row) => row.organizationId === provider);
  await decidePayee(first, { organizationId: provider, seen: named?.fingerprint, decision: 'confirm' });
  await earn(test, provider, 250n * YUAN);
  const { paymentId } = await requestPayout(as, tools, { requestId: freshRequest() });
  await attemptPayment(engineContext(test), tools, paymentId);
  return { provider, paymentId, first, second };
}

/** Sends an event as a webhook and the queue do. */
function telling(test: TestDatabase, channel: FaultyChannel, id: string, event: ChannelEvent) {
  const ctx = engineContext(test);
  const received = {
    id,
    channel: 'stripe',
    type: event.kind,
    objectId: id,
    payload: { id },
    occurredAt: ctx.now,
  } as const;
  return async (db: Database) => {
    await receiveChannelEvent(on(ctx, db), received);
    await applyChannelEvent(on(ctx, db), { payments: channel.tools, read: () => event }, id);
  };
}

export const PAYING: readonly Mutation[] = [
  {
    name: 'top up',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'own',
    ready: async (test) => {
      const { tools, buyer, stranger, as } = await payers(test);
      const asked = { requestId: freshRequest(), amount: '80.00', channel: 'stripe' };
      return {
        organizations: [buyer],
        send: (db) => topUp(on(as(buyer), db), asked, tools),
        other: (db) => topUp(on(as(buyer), db), { ...asked, amount: '81.00' }, tools),
        foreign: (db) => topUp(on(as(stranger), db), asked, tools),
      };
    },
  },
  {
    name: 'call a bank transfer off',
    key: 'the payment',
    again: 'answered',
    other: { na: 'it says nothing but its payment' },
    foreign: 'not_found',
    ready: async (test) => {
      const { buyer, stranger, as, paidIn } = await payers(test);
      const paymentId = await paidIn(buyer, '80.00', 'bank');
      return {
        organizations: [buyer],
        send: (db) => cancelTopUp(on(as(buyer), db), { paymentId }),
        foreign: (db) => cancelTopUp(on(as(stranger), db), { paymentId }),
      };
    },
  },
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
      other: { na: 'it says nothing but its payment' },
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
        };
      },
    }),
  ),
  {
    name: 'withdraw',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'own',
    ready: async (test) => {
      const { buyer, stranger, as, paidIn } = await payers(test);
      for (const id of [buyer, stranger]) await paidIn(id, '80.00');
      const asked = { requestId: freshRequest(), amount: '30.00' };
      return {
        organizations: [buyer],
        send: (db) => withdraw(on(as(buyer), db), asked),
        other: (db) => withdraw(on(as(buyer), db), { ...asked, amount: '31.00' }),
        foreign: (db) => withdraw(on(as(stranger), db), asked),
      };
    },
  },
  {
    name: 'ask for a payout',
    key: 'request id',
    again: 'answered',
    other: { na: 'a payout is of all that is payable' },
    foreign: 'own',
    ready: async (test) => {
      const { provider, as, tools } = await paidProvider(test);
      const stranger = await paidProvider(test);
      const asked = { requestId: freshRequest() };
      return {
        organizations: [provider],
        send: (db) => requestPayout(on(as(provider), db), tools, asked),
        foreign: (db) => requestPayout(on(as(stranger.provider), db), stranger.tools, asked),
      };
    },
  },
  {
    name: 'make a payout at its channel',
    key: 'the payment',
    again: 'answered',
    other: { na: 'all of it is read off the row' },
    foreign: { na: 'the engine acts for nobody' },
    writes: 4,
    ready: async (test) => {
      const { provider, as, tools } = await paidProvider(test);
      const { paymentId } = await requestPayout(as(provider), tools, { requestId: freshRequest() });
      const options = { early: true };
      return {
        organizations: [provider],
        send: (db) => attemptPayment(on(engineContext(test), db), tools, paymentId, options),
      };
    },
  },
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
    name: 'a webhook’s event of a chargeback',
    key: 'the event’s id',
    again: 'answered',
    other: { na: 'what an id told first stands; a signed channel tells nothing else by it' },
    foreign: { na: 'a channel is no organization' },
    writes: 3,
    ready: async (test) => {
      const { channel, buyer, paidIn } = await payers(test);
      const paymentId = await paidIn(buyer, '80.00');
      const chargeback = {
        chargebackId: `dp_${paymentId}`,
        externalPaymentId: `pi_${paymentId}`,
        amountMicros: 80n * YUAN,
        currency: 'CNY',
        reason: 'fraudulent',
        state: 'open',
        withdrawn: true,
        reinstated: false,
      } as const;
      const send = telling(test, channel, `evt_${paymentId}`, { kind: 'chargeback', chargeback });
      return { organizations: [buyer], send };
    },
  },
  {
    name: 'a webhook’s event of a payout that came back',
    key: 'the event’s id',
    again: 'answered',
    other: { na: 'what an id told first stands; a signed channel tells nothing else by it' },
    foreign: { na: 'a channel is no organization' },
    writes: 3,
    ready: async (test) => {
      const { channel, provider, as, tools } = await paidProvider(test);
      const { paymentId } = await requestPayout(as(provider), tools, { requestId: freshRequest() });
      await attemptPayment(engineContext(test), tools, paymentId, { early: true });
      const [effect] = channel.effectsOf(paymentId);
      if (!effect) throw new Error('no payout');
      const event = { kind: 'payout', paymentId, effect, reversedMicros: 70n * YUAN } as const;
      const send = telling(test, channel, `evt_${paymentId}`, event);
      return { organizations: [provider], send };
    },
  },
];
