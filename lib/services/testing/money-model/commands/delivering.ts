import { acceptDelivery } from '../../../leases/accept-delivery';
import { claimLateInput } from '../../../leases/claim-late-input';
import { declareInputReady } from '../../../leases/declare-input-ready';
import { rejectDelivery } from '../../../leases/reject-delivery';
import { reportDelivery } from '../../../leases/report-delivery';
import { reportStart } from '../../../leases/report-start';
import type { Fault } from '../faulty-database';
import { accept } from '../model/charging';
import { claimable } from '../model/late-input';
import type { MoneyModel } from '../model/money-model';
import type { ModelDelivery, ModelLease } from '../model/rows';
import { settle } from '../model/settling';
import { WINDOW_MS } from '../model/terms';
import { buyAgain } from '../world/replacing';
import { count } from '../world/seen';
import type { World } from '../world/world';
import { type Draw, type NamedCommand, onOne, part } from './command';

const FILE = { name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 };
const WORDS = 'Not what was described, by far.';
const NOTHING_LOST = [
  'input_in_time',
  'input_shown_by_result',
  'input_shown_by_start',
  'no_hour_lost',
  'late_input_claimed',
  'late_input_below_unit',
];

const reportable = (model: MoneyModel) =>
  model
    .live()
    .filter(
      (lease) =>
        model.hour >= lease.startHour &&
        model.now < model.closesAt(lease) &&
        model.reported(lease) < lease.units,
    );
const unanswered = (model: MoneyModel) => model.deliveriesIn('reported');

/** Units are told of, and wait for their buyer's answer. */
function told(
  model: MoneyModel,
  lease: ModelLease,
  delivery: Pick<ModelDelivery, 'id' | 'kind' | 'units'>,
): void {
  lease.deliveries.push({
    ...delivery,
    at: model.now,
    state: 'reported',
    paid: 0n,
    disputeId: null,
    statementsUntil: 0,
  });
  settle(model, lease);
}

async function reportUnits(world: World, lease: ModelLease, units: bigint, fault: Fault): Promise<void> {
  const { model } = world;
  const asked = {
    leaseId: lease.id,
    requestId: world.requestId(),
    units: units.toString(),
    evidence: { files: [FILE], metrics: {}, note: '' },
  };
  const done = await world.call(fault, (db) => reportDelivery(world.owner(lease.provider, db), asked));
  const made = world.must(done, model.hour < lease.endHour ? 'report' : 'late report');
  if (!made) throw new Error('a report without an answer');
  told(model, lease, { id: made.deliveryId, kind: 'result', units });
}

const report = onOne('report', 7, reportable, (world, lease, draw) => {
  const some = part(lease.units - world.model.reported(lease), draw);
  return reportUnits(world, lease, some > 0n ? some : 1n, draw.fault);
});

const reportAll = onOne('report all', 3, reportable, (world, lease, { fault }) =>
  reportUnits(world, lease, lease.units - world.model.reported(lease), fault),
);

const declareInput = onOne(
  'declare input',
  2,
  (model) => model.live().filter(({ inputAt }) => inputAt === null),
  async (world, lease, { fault }) => {
    const asked = { leaseId: lease.id, requestId: world.requestId(), note: 'It lies where it should.' };
    world.must(
      await world.call(fault, (db) => declareInputReady(world.owner(lease.buyer, db), asked)),
      'declare input',
    );
    lease.inputAt = world.model.now;
  },
);

const reportStartOf = onOne(
  'report start',
  1,
  (model) =>
    model
      .live()
      .filter((one) => one.workRunsAt === null && one.startHour <= model.hour && model.hour < one.endHour),
  async (world, lease, { fault }) => {
    const verb = (db: World['db']) => reportStart(world.owner(lease.provider, db), { leaseId: lease.id });
    world.must(await world.call(fault, verb), 'report start');
    lease.workRunsAt = world.model.now;
  },
);

async function claimInput(world: World, lease: ModelLease, { fault }: Draw): Promise<void> {
  const { model } = world;
  const asked = { leaseId: lease.id, requestId: world.requestId(), note: WORDS };
  const units = claimable(model, lease);
  const done = await world.call(fault, (db) => claimLateInput(world.owner(lease.provider, db), asked));
  if (units <= 0n) {
    if (done.ok || !NOTHING_LOST.includes(done.code)) throw new Error('hours were claimed that nobody lost');
    return count(`claim late input refused ${done.code}`);
  }
  const made = world.must(done, 'claim late input');
  if (made?.units !== units) throw new Error(`${made?.units} units claimed, expected ${units}`);
  told(model, lease, { id: made.deliveryId, kind: 'late_input', units });
}

/** Leases of which hours were lost that nobody has claimed yet. */
const lost = (model: MoneyModel) => reportable(model).filter((lease) => claimable(model, lease) > 0n);

const acceptOne = onOne('accept', 5, unanswered, async (world, { lease, delivery }, { fault }) => {
  const done = await world.call(
    fault,
    (db) => acceptDelivery(world.owner(lease.buyer, db), { deliveryId: delivery.id }),
    ['delivery_decided'],
  );
  world.must(done, 'accept');
  accept(world.model, lease, delivery);
  if (lease.isDue) count('failed by acceptance');
  await buyAgain(world, fault);
});

/** Deliveries whose silence hasn't accepted them yet. */
const rejectable = (model: MoneyModel) =>
  unanswered(model).filter(({ delivery }) => model.now < delivery.at + WINDOW_MS);

const reject = onOne('reject', 5, rejectable, async (world, { lease, delivery }, { fault }) => {
  const asked = {
    deliveryId: delivery.id,
    requestId: world.requestId(),
    reason: delivery.kind === 'result' ? 'not_as_described' : 'input_was_ready',
    statement: WORDS,
  };
  const done = await world.call(fault, (db) => rejectDelivery(world.owner(lease.buyer, db), asked));
  const made = world.must(done, 'reject');
  if (!made) throw new Error('a rejection without an answer');
  delivery.state = 'rejected';
  delivery.disputeId = made.disputeId;
  delivery.statementsUntil = made.statementsUntil.getTime();
  settle(world.model, lease);
});

export const DELIVERING: readonly NamedCommand[] = [
  report,
  reportAll,
  declareInput,
  reportStartOf,
  onOne('claim late input', 1, reportable, claimInput),
  onOne('claim lost hours', 4, lost, claimInput),
  acceptOne,
  reject,
];
