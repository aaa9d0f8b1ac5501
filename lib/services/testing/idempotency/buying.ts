import type { Database } from '@/db/client';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import type { Ctx } from '../../context';
import { acceptQuote } from '../../orders/accept-quote';
import { cancelOrder } from '../../orders/cancel-order';
import { placeLimitOrder } from '../../orders/place-limit-order';
import { describeJob } from '../../quoting/describe-job';
import { clearRound } from '../../rounds/clear-round';
import { inlineEngine } from '../../rounds/engine';
import { engineContext, ownerContext } from '../contexts';
import { freshRequest } from '../disputes';
import { renderingSpec } from '../jobs';
import { fund } from '../market';
import type { Mutation } from './mutation';

const YUAN = 1_000_000n;
const on = (ctx: Ctx, db: Database): Ctx => ({ ...ctx, db });

/** A buyer with 300.00, somebody else with as much, and a pool. */
export async function buyers(test: TestDatabase) {
  const provider = await makeOrganization(test, { provider: true });
  await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
  const [buyer, stranger] = [await makeOrganization(test), await makeOrganization(test)];
  for (const id of [buyer, stranger]) await fund(test, id, 300n * YUAN);
  const as = (id: string) => ownerContext(test, id, ['buyer']);
  const job = (ctx: Ctx) =>
    describeJob(ctx, { name: 'Frames', spec: renderingSpec({ now: test.now, frames: 100 }) });
  return { buyer, stranger, as, job };
}

export const BUYING: readonly Mutation[] = [
  {
    name: 'place a limit order',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'own',
    ready: async (test) => {
      const { buyer, stranger, as, job } = await buyers(test);
      const [own, theirs] = [await job(as(buyer)), await job(as(stranger))];
      const asked = { requestId: freshRequest(), jobId: own.jobId, limit: '90.00', warn: false };
      return {
        organizations: [buyer],
        send: (db) => placeLimitOrder(on(as(buyer), db), asked),
        other: (db) => placeLimitOrder(on(as(buyer), db), { ...asked, limit: '91.00' }),
        foreign: (db) => placeLimitOrder(on(as(stranger), db), { ...asked, jobId: theirs.jobId }),
        foreignOrganizations: [stranger],
      };
    },
  },
  {
    name: 'accept a quote',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'own',
    ready: async (test) => {
      const { buyer, stranger, as, job } = await buyers(test);
      const quoteOf = async (ctx: Ctx) => (await job(ctx)).quotes[0]?.id ?? '';
      const [first, second, theirs] = [
        await quoteOf(as(buyer)),
        await quoteOf(as(buyer)),
        await quoteOf(as(stranger)),
      ];
      const asked = { requestId: freshRequest(), quoteId: first };
      return {
        organizations: [buyer],
        send: (db) => acceptQuote(on(as(buyer), db), asked),
        other: (db) => acceptQuote(on(as(buyer), db), { ...asked, quoteId: second }),
        foreign: (db) => acceptQuote(on(as(stranger), db), { ...asked, quoteId: theirs }),
        foreignOrganizations: [stranger],
      };
    },
  },
  {
    name: 'cancel an order',
    key: 'the order',
    again: 'order_closed',
    other: { na: 'a cancellation says nothing but its order' },
    foreign: 'not_found',
    ready: async (test) => {
      const { buyer, stranger, as, job } = await buyers(test);
      const { jobId } = await job(as(buyer));
      const asked = { requestId: freshRequest(), jobId, limit: '1.00', warn: false };
      const { orderId } = await placeLimitOrder(as(buyer), asked);
      await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
      return {
        organizations: [buyer],
        send: (db) => cancelOrder(on(as(buyer), db), { orderId }),
        foreign: (db) => cancelOrder(on(as(stranger), db), { orderId }),
      };
    },
  },
];
