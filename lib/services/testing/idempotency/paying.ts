import { attemptPayment } from '../../payments/attempt-payment';
import { makePayouts } from '../../payouts/make-payouts';
import { requestPayout } from '../../payouts/request-payout';
import { cancelTopUp } from '../../wallet/cancel-top-up';
import { topUp } from '../../wallet/top-up';
import { withdraw } from '../../wallet/withdraw';
import { engineContext } from '../contexts';
import { freshRequest } from '../disputes';
import type { Mutation } from './mutation';
import { on, paidProvider, payers } from './payers';

const DAY_MS = 86_400_000;
/** Every due instant is served once. */
let daysPassed = 0;

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
        foreignOrganizations: [stranger],
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
        foreignOrganizations: [stranger],
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
        foreignOrganizations: [stranger.provider],
      };
    },
  },
  {
    name: 'make a top-up at its channel',
    key: 'the payment',
    again: 'answered',
    other: { na: 'all of it is read off the row' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [3, 4],
    ready: async (test) => {
      const { channel, tools, buyer, paidIn } = await payers(test);
      channel.fate = 'lost_before';
      const paymentId = await paidIn(buyer, '80.00');
      channel.fate = 'answered';
      const ctx = engineContext(test);
      return {
        organizations: [buyer],
        send: (db) => attemptPayment(on(ctx, db), tools, paymentId, { early: true }),
      };
    },
  },
  {
    name: 'make a refund at its channel',
    key: 'the payment',
    again: 'answered',
    other: { na: 'all of it is read off the row' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [3, 5],
    ready: async (test) => {
      const { tools, buyer, as, paidIn } = await payers(test);
      await paidIn(buyer, '80.00');
      const made = await withdraw(as(buyer), { requestId: freshRequest(), amount: '30.00' });
      const paymentId = made.payments[0]?.paymentId ?? '';
      const ctx = engineContext(test);
      return {
        organizations: [buyer],
        send: (db) => attemptPayment(on(ctx, db), tools, paymentId, { early: true }),
      };
    },
  },
  {
    name: 'make a payout at its channel',
    key: 'the payment',
    again: 'answered',
    other: { na: 'all of it is read off the row' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [5, 6],
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
    name: 'pay out when it is due',
    key: 'the due instant',
    again: 'answered',
    other: { na: 'an instant says nothing else' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [2, 3],
    ready: async (test) => {
      const { provider, tools } = await paidProvider(test);
      const ctx = engineContext(test, new Date(test.now.getTime() + ++daysPassed * DAY_MS));
      return { organizations: [provider], send: (db) => makePayouts(on(ctx, db), tools) };
    },
  },
];
