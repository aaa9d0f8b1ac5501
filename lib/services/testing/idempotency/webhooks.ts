import type { Database } from '@/db/client';
import type { TestDatabase } from '@/db/testing/database';
import { applyChannelEvent } from '../../channel-events/apply-channel-event';
import type { ChannelEvent } from '../../channel-events/channel-event';
import { receiveChannelEvent } from '../../channel-events/receive-channel-event';
import { attemptPayment } from '../../payments/attempt-payment';
import { requestPayout } from '../../payouts/request-payout';
import { engineContext } from '../contexts';
import { freshRequest } from '../disputes';
import type { FaultyChannel } from '../money-model/faulty-channel';
import type { Mutation } from './mutation';
import { on, paidProvider, payers } from './payers';

const YUAN = 1_000_000n;

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

export const WEBHOOKS: readonly Mutation[] = [
  {
    name: 'a webhook’s event of a paid top-up',
    key: 'the event’s id',
    again: 'answered',
    other: { na: 'what an id told first stands; a signed channel tells nothing else by it' },
    foreign: { na: 'a channel is no organization' },
    writes: [1, 3],
    ready: async (test) => {
      const { channel, buyer, paidIn } = await payers(test);
      channel.fate = 'lost_after';
      const paymentId = await paidIn(buyer, '80.00');
      const [effect] = channel.effectsOf(paymentId);
      if (!effect) throw new Error('no top-up');
      const send = telling(test, channel, `evt_${paymentId}`, { kind: 'top_up', paymentId, effect });
      return { organizations: [buyer], send };
    },
  },
  {
    name: 'a webhook’s event of a refund made past us',
    key: 'the event’s id',
    again: 'answered',
    other: { na: 'what an id told first stands; a signed channel tells nothing else by it' },
    foreign: { na: 'a channel is no organization' },
    writes: [1, 3],
    ready: async (test) => {
      const { channel, buyer, paidIn } = await payers(test);
      const paymentId = await paidIn(buyer, '80.00');
      const [paid] = channel.effectsOf(paymentId);
      if (!paid) throw new Error('no top-up');
      const effect = { ...paid, externalId: `re_${paymentId}`, amountMicros: 20n * YUAN };
      const sourceExternalPaymentId = paid.externalPaymentId;
      const event = { kind: 'refund', paymentId: null, sourceExternalPaymentId, effect } as const;
      return { organizations: [buyer], send: telling(test, channel, `evt_${paymentId}`, event) };
    },
  },
  {
    name: 'a webhook’s event of a chargeback',
    key: 'the event’s id',
    again: 'answered',
    other: { na: 'what an id told first stands; a signed channel tells nothing else by it' },
    foreign: { na: 'a channel is no organization' },
    writes: [1, 3],
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
    writes: [1, 3],
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
