import type { Database } from '@/db/client';
import type { TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import type { Capacity } from '@/lib/identity/permissions';
import type { Ctx } from '../../context';
import { concedeDispute } from '../../disputes/concede-dispute';
import { decideDispute } from '../../disputes/decide-dispute';
import { withdrawRejection } from '../../disputes/withdraw-rejection';
import { acceptDelivery } from '../../leases/accept-delivery';
import { claimLateInput } from '../../leases/claim-late-input';
import { declareInputReady } from '../../leases/declare-input-ready';
import { rejectDelivery } from '../../leases/reject-delivery';
import { reportDelivery } from '../../leases/report-delivery';
import { acceptSilentDeliveries } from '../../leases/run-leases';
import { engineContext, ownerContext } from '../contexts';
import { disputed, freshRequest, type RunningLease, reported, runningLease } from '../disputes';
import type { Mutation, Ready } from './mutation';

const FILE = { name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 };
const on = (ctx: Ctx, db: Database): Ctx => ({ ...ctx, db });

const booksOf = ({ buyer, provider }: RunningLease) => [buyer, provider];
const strangerAt = async (test: TestDatabase, capacity: Capacity, now: Date) =>
  ownerContext(test, await makeOrganization(test, { [capacity]: true }), [capacity], { now });

async function withDelivery(test: TestDatabase) {
  const lease = await runningLease(test);
  const deliveryId = await reported(lease, 40n);
  const stranger = await strangerAt(test, 'buyer', lease.buyerAt(1).now);
  return { lease, deliveryId, stranger };
}

async function endedBy(
  test: TestDatabase,
  capacity: 'buyer' | 'provider',
  end: (ctx: Ctx, raw: unknown) => Promise<unknown>,
): Promise<Ready> {
  const lease = await runningLease(test);
  const disputeId = await disputed(lease, 30n);
  const own = capacity === 'buyer' ? lease.buyerAt(1) : lease.providerAt(1);
  const stranger = await strangerAt(test, capacity, own.now);
  const asked = { disputeId, requestId: freshRequest(), note: 'As you say.' };
  return {
    organizations: booksOf(lease),
    send: (db) => end(on(own, db), asked),
    other: (db) => end(on(own, db), { ...asked, note: 'Something else.' }),
    foreign: (db) => end(on(stranger, db), asked),
  };
}

export const DELIVERING: readonly Mutation[] = [
  {
    name: 'report a delivery',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'not_found',
    ready: async (test) => {
      const lease = await runningLease(test);
      const stranger = await strangerAt(test, 'provider', lease.providerAt(0).now);
      const evidence = { files: [FILE], metrics: { psnr: 41.5 }, note: 'All of it.', runtimeHours: 2 };
      const asked = { leaseId: lease.leaseId, requestId: freshRequest(), units: '40', evidence };
      const checkpoint = { file: FILE.name, loadedAt: '2026-01-01T00:00:00Z' };
      const others = [
        { files: [{ ...FILE, sha256: 'b'.repeat(64) }] },
        { files: [{ ...FILE, name: 'other.tar' }] },
        { files: [{ ...FILE, bytes: 1001 }] },
        { files: [FILE, { ...FILE, name: 'more.tar' }] },
        { metrics: { psnr: 41.6 } },
        { metrics: {} },
        { note: 'Most of it.' },
        { runtimeHours: 3 },
        { runtimeHours: undefined },
        { checkpoint },
      ].map((changed) => ({ ...asked, evidence: { ...evidence, ...changed } }));
      return {
        organizations: booksOf(lease),
        send: (db) => reportDelivery(on(lease.providerAt(0), db), asked),
        other: [{ ...asked, units: '41' }, ...others].map(
          (body) => (db) => reportDelivery(on(lease.providerAt(0), db), body),
        ),
        foreign: (db) => reportDelivery(on(stranger, db), asked),
      };
    },
  },
  {
    name: 'say that the input is ready',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'not_found',
    ready: async (test) => {
      const lease = await runningLease(test);
      const stranger = await strangerAt(test, 'buyer', lease.buyerAt(0).now);
      const asked = { leaseId: lease.leaseId, requestId: freshRequest(), note: 'In the bucket, all of it.' };
      return {
        organizations: booksOf(lease),
        send: (db) => declareInputReady(on(lease.buyerAt(0), db), asked),
        other: (db) => declareInputReady(on(lease.buyerAt(0), db), { ...asked, note: 'Somewhere else.' }),
        foreign: (db) => declareInputReady(on(stranger, db), asked),
      };
    },
  },
  {
    name: 'claim hours lost to late input',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'not_found',
    ready: async (test) => {
      const lease = await runningLease(test);
      const stranger = await strangerAt(test, 'provider', lease.providerAt(1).now);
      const asked = { leaseId: lease.leaseId, requestId: freshRequest(), note: 'Nothing was there.' };
      return {
        organizations: booksOf(lease),
        send: (db) => claimLateInput(on(lease.providerAt(1), db), asked),
        other: (db) => claimLateInput(on(lease.providerAt(1), db), { ...asked, note: 'Not all of it.' }),
        foreign: (db) => claimLateInput(on(stranger, db), asked),
      };
    },
  },
  {
    name: 'accept a delivery',
    key: 'the delivery',
    again: 'delivery_decided',
    other: { na: 'an acceptance says nothing but its delivery' },
    foreign: 'not_found',
    writes: [2],
    ready: async (test) => {
      const { lease, deliveryId, stranger } = await withDelivery(test);
      return {
        organizations: booksOf(lease),
        send: (db) => acceptDelivery(on(lease.buyerAt(1), db), { deliveryId }),
        foreign: (db) => acceptDelivery(on(stranger, db), { deliveryId }),
      };
    },
  },
  {
    name: 'reject a delivery',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'not_found',
    ready: async (test) => {
      const { lease, deliveryId, stranger } = await withDelivery(test);
      const asked = {
        deliveryId,
        requestId: freshRequest(),
        reason: 'incomplete',
        statement: 'Every second frame is missing.',
      };
      return {
        organizations: booksOf(lease),
        send: (db) => rejectDelivery(on(lease.buyerAt(1), db), asked),
        other: (db) => rejectDelivery(on(lease.buyerAt(1), db), { ...asked, reason: 'other' }),
        foreign: (db) => rejectDelivery(on(stranger, db), asked),
      };
    },
  },
  {
    name: 'decide a dispute',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: { na: 'only the exchange decides' },
    ready: async (test) => {
      const lease = await runningLease(test);
      const disputeId = await disputed(lease, 30n);
      const now = lease.buyerAt(100).now;
      const operator = ownerContext(test, await makeOrganization(test, { operator: true }), ['operator'], {
        now,
      });
      const asked = {
        disputeId,
        requestId: freshRequest(),
        outcome: 'shared',
        ground: 'partly_as_described',
        providerUnits: '10',
        note: 'A third of it can be used.',
      };
      return {
        organizations: booksOf(lease),
        send: (db) => decideDispute(on(operator, db), asked),
        other: (db) => decideDispute(on(operator, db), { ...asked, providerUnits: '11' }),
      };
    },
  },
  {
    name: 'withdraw a rejection',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'not_found',
    writes: [2],
    ready: (test) => endedBy(test, 'buyer', withdrawRejection),
  },
  {
    name: 'concede a dispute',
    key: 'request id',
    again: 'answered',
    other: 'conflict',
    foreign: 'not_found',
    writes: [2],
    ready: (test) => endedBy(test, 'provider', concedeDispute),
  },
  {
    name: 'silence accepts',
    key: 'the delivery',
    again: 'answered',
    other: { na: 'the clock says nothing else' },
    foreign: { na: 'the engine acts for nobody' },
    writes: [2],
    ready: async (test) => {
      const { lease } = await withDelivery(test);
      const ctx = engineContext(test, lease.buyerAt(72).now);
      return { organizations: booksOf(lease), send: (db) => acceptSilentDeliveries(on(ctx, db)) };
    },
  },
];
