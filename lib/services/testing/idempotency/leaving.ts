import type { Database } from '@/db/client';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { JobSpec } from '@/lib/market/job';
import type { Ctx } from '../../context';
import { cancelLease } from '../../leases/cancel-lease';
import { declareInputReady } from '../../leases/declare-input-ready';
import { giveUpLease } from '../../leases/give-up-lease';
import { leaveUnstarted } from '../../leases/leave-unstarted';
import { passGivenBackHours } from '../../leases/pass-given-back';
import { reportStart } from '../../leases/report-start';
import { moveDueLeases } from '../../leases/run-leases';
import { buyAgainDue } from '../../orders/buy-again';
import { clearRound } from '../../rounds/clear-round';
import { inlineEngine } from '../../rounds/engine';
import { engineContext, ownerContext } from '../contexts';
import { freshRequest } from '../disputes';
import { renderingSpec } from '../jobs';
import { fundedOrder } from '../market';
import type { Mutation } from './mutation';

const YUAN = 1_000_000n;
const on = (ctx: Ctx, db: Database): Ctx => ({ ...ctx, db });

/** A lease of two cards for four hours that a round made, as it stands so many minutes after its start. */
async function leaseAt(test: TestDatabase, minutes: number, spec?: JobSpec) {
  const provider = await makeOrganization(test, { provider: true });
  const poolId = await makePool(test, provider, { cards: 2, askMicros: 10n * YUAN });
  const buyer = await makeOrganization(test);
  const orderId = await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  if (spec)
    await test.ownerSql`
      update jobs set spec = ${test.ownerSql.json(JSON.parse(JSON.stringify(spec)))}
      where id = (select job_id from orders where id = ${orderId})`;
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.ownerSql<{ id: string; start_hour: number; end_hour: number }[]>`
    select id, start_hour, end_hour from leases where order_id = ${orderId}`;
  if (!lease) throw new Error('no lease');
  const { id: leaseId, start_hour: startHour, end_hour: endHour } = lease;
  const now = new Date(hourStart(startHour).getTime() + minutes * 60_000);
  if (minutes >= 0) await moveDueLeases(engineContext(test, now));
  const as = (id: string, capacity: 'buyer' | 'provider') => ownerContext(test, id, [capacity], { now });
  return {
    organizations: [buyer, provider],
    leaseId,
    startHour,
    endHour,
    now,
    buyer: as(buyer, 'buyer'),
    provider: as(provider, 'provider'),
    otherBuyer: as(await makeOrganization(test), 'buyer'),
    otherProvider: as(await makeOrganization(test, { provider: true }), 'provider'),
  };
}

export const LEAVING: readonly Mutation[] = [
  ...([-1, 30] as const).map(
    (minutes): Mutation => ({
      name: minutes < 0 ? 'leave a lease before its start' : 'leave a lease after its start',
      key: 'the lease',
      again: 'lease_ended',
      other: { na: 'leaving says nothing but its lease' },
      foreign: 'not_found',
      ready: async (test) => {
        const { organizations, leaseId, buyer, otherBuyer } = await leaseAt(test, minutes);
        return {
          organizations,
          send: (db) => cancelLease(on(buyer, db), { leaseId }),
          foreign: (db) => cancelLease(on(otherBuyer, db), { leaseId }),
        };
      },
    }),
  ),
  {
    name: 'a given-back hour begins',
    key: 'the lease and the hour',
    again: 'answered',
    other: { na: 'the clock says nothing else' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [2],
    ready: async (test) => {
      const { organizations, leaseId, buyer, startHour } = await leaseAt(test, 30);
      await cancelLease(buyer, { leaseId });
      const ctx = engineContext(test, hourStart(startHour + 1));
      return { organizations, send: (db) => passGivenBackHours(on(ctx, db)) };
    },
  },
  {
    name: 'leave a lease that didn’t start',
    key: 'the lease',
    again: 'lease_ended',
    other: { na: 'leaving says nothing but its lease' },
    foreign: 'not_found',
    writes: [2],
    ready: async (test) => {
      const { organizations, leaseId, buyer, otherBuyer } = await leaseAt(test, 60);
      const said = { leaseId, requestId: freshRequest(), note: 'In the bucket, all of it.' };
      await declareInputReady({ ...buyer, now: test.now }, said);
      return {
        organizations,
        send: (db) => leaveUnstarted(on(buyer, db), { leaseId }),
        foreign: (db) => leaveUnstarted(on(otherBuyer, db), { leaseId }),
      };
    },
  },
  {
    name: 'say that the work runs',
    key: 'the lease',
    again: 'answered',
    other: { na: 'it says nothing but its lease' },
    foreign: 'not_found',
    ready: async (test) => {
      const { organizations, leaseId, provider, otherProvider } = await leaseAt(test, 5);
      return {
        organizations,
        send: (db) => reportStart(on(provider, db), { leaseId }),
        foreign: (db) => reportStart(on(otherProvider, db), { leaseId }),
      };
    },
  },
  {
    name: 'give a lease up',
    key: 'the lease',
    again: 'lease_ended',
    other: { na: 'a note that moves no money is kept of the first' },
    foreign: 'not_found',
    writes: [2],
    ready: async (test) => {
      const { organizations, leaseId, provider, otherProvider } = await leaseAt(test, 0);
      return {
        organizations,
        send: (db) => giveUpLease(on(provider, db), { leaseId }),
        foreign: (db) => giveUpLease(on(otherProvider, db), { leaseId }),
      };
    },
  },
  {
    name: 'failed work is bought again',
    key: 'the lease',
    again: 'answered',
    other: { na: 'the engine asks for what is missing' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [2],
    ready: async (test) => {
      const spec = JobSpec.parse(renderingSpec({ now: test.now, frames: 100, hours: 40 }));
      const { organizations, leaseId, provider, now } = await leaseAt(test, 0, spec);
      const another = await makeOrganization(test, { provider: true });
      await makePool(test, another, { cards: 2, askMicros: 10n * YUAN });
      await giveUpLease(provider, { leaseId });
      const ctx = engineContext(test, now);
      return { organizations, send: (db) => buyAgainDue(on(ctx, db)) };
    },
  },
  {
    name: 'time closes a lease',
    key: 'the lease',
    again: 'answered',
    other: { na: 'the clock says nothing else' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [2, 3],
    ready: async (test) => {
      const { organizations, endHour } = await leaseAt(test, 0);
      const ctx = engineContext(test, hourStart(endHour + 24));
      return { organizations, send: (db) => moveDueLeases(on(ctx, db)) };
    },
  },
];
