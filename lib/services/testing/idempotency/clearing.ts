import type { Database } from '@/db/client';
import { expireOrders } from '../../orders/expire-orders';
import { placeLimitOrder } from '../../orders/place-limit-order';
import { clearRound } from '../../rounds/clear-round';
import { inlineEngine } from '../../rounds/engine';
import { engineContext } from '../contexts';
import { freshRequest } from '../disputes';
import { buyers } from './buying';
import type { Mutation } from './mutation';
import { on } from './payers';

const DAY_MS = 86_400_000;

export const CLEARING: readonly Mutation[] = [
  {
    name: 'a round fills an order',
    key: 'the book',
    again: 'answered',
    other: { na: 'a book says nothing else' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [2],
    ready: async (test) => {
      const { buyer, as, job } = await buyers(test);
      const { jobId } = await job(as(buyer));
      await placeLimitOrder(as(buyer), { requestId: freshRequest(), jobId, limit: '290.00', warn: false });
      const input = { engine: inlineEngine, startedBy: 'operator' } as const;
      const send = async (db: Database) => void (await clearRound(on(engineContext(test), db), input));
      return { organizations: [buyer], send };
    },
  },
  {
    name: 'an order expires',
    key: 'the order',
    again: 'answered',
    other: { na: 'the clock says nothing else' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [2],
    ready: async (test) => {
      const { buyer, as, job } = await buyers(test);
      const { jobId } = await job(as(buyer));
      await placeLimitOrder(as(buyer), { requestId: freshRequest(), jobId, limit: '1.00', warn: false });
      const ctx = engineContext(test, new Date(test.now.getTime() + 60 * DAY_MS));
      return { organizations: [buyer], send: (db) => expireOrders(on(ctx, db)) };
    },
  },
];
