import { cancelLease } from '../../../leases/cancel-lease';
import { giveUpLease } from '../../../leases/give-up-lease';
import { giveUp } from '../model/charging';
import { leave } from '../model/leaving';
import type { MoneyModel } from '../model/money-model';
import type { ModelLease } from '../model/rows';
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
/** Begun leases whose buyer may leave them: an hour is left to give back. */
const leavable = (model: MoneyModel) => begun(model).filter((lease) => model.hour + 1 < lease.endHour);

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
  onOne('give up before start', 1, notStarted, giveUpOne),
  onOne('give up', 2, begun, giveUpOne),
];
