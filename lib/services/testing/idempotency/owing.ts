import { makeOrganization } from '@/db/testing/fixtures';
import { applyChannelEvent } from '../../channel-events/apply-channel-event';
import { receiveChannelEvent } from '../../channel-events/receive-channel-event';
import { fundGuaranteeDue } from '../../ledger/fund-guarantee';
import { recoverDue } from '../../ledger/recover';
import { earn, fundByBank, spend } from '../../payments/testing/payment-rows';
import { engineContext } from '../contexts';
import type { Mutation } from './mutation';
import { on, payers } from './payers';

const YUAN = 1_000_000n;
const DAY_MS = 86_400_000;
/** Every day is funded once. */
let daysPassed = 1;

/** What the exchange does with its own accounts as time passes. */
export const OWING: readonly Mutation[] = [
  {
    name: 'set the guarantee’s part of a day’s fees aside',
    key: 'the day',
    again: 'answered',
    other: { na: 'a day says nothing else' },
    foreign: { na: 'the engine acts for nobody' },
    ready: async (test) => {
      const [buyerId, providerId] = [
        await makeOrganization(test),
        await makeOrganization(test, { provider: true }),
      ];
      await fundByBank(test, buyerId, 100n * YUAN);
      await spend(test, { buyerId, providerId }, 100n * YUAN, 2n * YUAN);
      const ended = test.now.getTime() + ++daysPassed * DAY_MS;
      const ctx = engineContext(test, new Date(ended));
      return {
        organizations: [],
        also: () => test.ownerSql`
          select a.kind, e.amount_micros::text from postings p join entries e on e.posting_id = p.id
          join accounts a on a.id = e.account_id where p.recipe = 'fund_guarantee' and p.event_at = ${ctx.now} order by 1, 2`,
        send: (db) => fundGuaranteeDue(on(ctx, db)),
      };
    },
  },
  {
    name: 'take what is owed from what came in',
    key: 'what is owed',
    again: 'answered',
    other: { na: 'a debt says nothing else' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [2],
    ready: async (test) => {
      const { channel, buyer, paidIn } = await payers(test);
      const paymentId = await paidIn(buyer, '80.00');
      await spend(test, { buyerId: buyer, providerId: await makeOrganization(test) }, 80n * YUAN);
      const ctx = engineContext(test);
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
      const id = `evt_${paymentId}`;
      await receiveChannelEvent(ctx, {
        id,
        channel: 'stripe',
        type: 'chargeback',
        objectId: id,
        payload: { id },
        occurredAt: ctx.now,
      });
      const read = () => ({ kind: 'chargeback', chargeback }) as const;
      await applyChannelEvent(ctx, { payments: channel.tools, read }, id);
      await earn(test, buyer, 30n * YUAN);
      return { organizations: [buyer], send: (db) => recoverDue(on(ctx, db)) };
    },
  },
];
