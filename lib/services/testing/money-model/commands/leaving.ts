import { cancelLease } from '../../../leases/cancel-lease';
import { giveUpLease } from '../../../leases/give-up-lease';
import { leaveUnstarted } from '../../../leases/leave-unstarted';
import { giveUp } from '../model/charging';
import { leave } from '../model/leaving';
import type { MoneyModel } from '../model/money-model';
import { orderOf } from '../model/replacing';
import type { ModelLease } from '../model/rows';
import { HOUR_MS, START_GRACE_MS } from '../model/terms';
import { buyAgain } from '../world/replacing';
import type { World } from '../world/world';
import { type Draw, type NamedCommand, onOne } from './command';

const notStarted = (model: MoneyModel) => model.notStarted();
/** Leases without a delivery that waits for an answer. */
const answered = (model: MoneyModel) =>
  model
    .live()
    .filter(({ deliveries }) => deliveries.every(({ state }) => state === 'accepted' || state === 'decided'));
const begun = (model: MoneyModel) => answered(model).filter((lease) => model.hour >= lease.startHour);
/** Begun leases of which something is paid. */
const partlyPaid = (model: MoneyModel) => begun(model).filter(({ earned }) => earned > 0n);
/** Begun leases whose buyer may leave them: an hour is left to give back. */
const leavable = (model: MoneyModel) => begun(model).filter((lease) => model.hour + 1 < lease.endHour);

/** Leases that buy again what somebody failed before. */
const secondTries = (model: MoneyModel) =>
  answered(model).filter((lease) => orderOf(model, lease).replaces !== null);

/** Begun leases of which nobody has heard that they run. */
const unheard = (model: MoneyModel) =>
  begun(model).filter(
    ({ workRunsAt, deliveries }) =>
      workRunsAt === null && deliveries.every(({ kind }) => kind === 'late_input'),
  );

const isReady = ({ inputAt }: ModelLease): boolean => inputAt !== null;

/** A buyer ends a lease that didn't start within the promised grace, once its input was ready (S-5). */
async function leaveUnheard(world: World, lease: ModelLease, { fault }: Draw): Promise<void> {
  const { model } = world;
  const promised = Math.max(lease.startHour * HOUR_MS, lease.inputAt ?? 0);
  const expected =
    lease.inputAt === null
      ? 'input_not_declared'
      : model.now < promised + START_GRACE_MS
        ? 'start_grace_runs'
        : 'done';
  const verb = (db: World['db']) => leaveUnstarted(world.owner(lease.buyer, db), { leaseId: lease.id });
  const done = await world.call(fault, verb, ['lease_ended'], 2);
  if (!world.expect(done, 'leave unstarted', expected)) return;
  giveUp(model, lease);
  await buyAgain(world, fault);
}

async function leaveOne(world: World, lease: ModelLease, { fault }: Draw): Promise<void> {
  const { model } = world;
  const done = await world.call(
    fault,
    (db) => cancelLease(world.owner(lease.buyer, db), { leaseId: lease.id }),
    ['lease_ended'],
  );
  world.must(done, model.hour < lease.startHour ? 'cancel lease' : 'leave lease');
  leave(model, lease);
}

async function giveUpOne(world: World, lease: ModelLease, { fault }: Draw): Promise<void> {
  const { model } = world;
  const done = await world.call(
    fault,
    (db) => giveUpLease(world.owner(lease.provider, db), { leaseId: lease.id }),
    ['lease_ended'],
    2,
  );
  world.must(done, model.hour < lease.startHour ? 'give up before start' : 'give up');
  giveUp(model, lease);
  await buyAgain(world, fault);
}

export const LEAVING: readonly NamedCommand[] = [
  onOne('cancel lease', 2, notStarted, leaveOne),
  onOne('leave lease', 5, leavable, leaveOne),
  onOne('leave unstarted', 1, unheard, leaveUnheard),
  onOne('leave unstarted, input ready', 4, (model) => unheard(model).filter(isReady), leaveUnheard),
  onOne('give up before start', 1, notStarted, giveUpOne),
  onOne('give up', 2, begun, giveUpOne),
  onOne('give up the rest', 3, partlyPaid, giveUpOne),
  onOne('give up what was bought again', 2, secondTries, giveUpOne),
];
