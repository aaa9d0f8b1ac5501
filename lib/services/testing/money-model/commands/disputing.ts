import { concedeDispute } from '../../../disputes/concede-dispute';
import { withdrawRejection } from '../../../disputes/withdraw-rejection';
import type { Fault } from '../faulty-database';
import type { MoneyModel } from '../model/money-model';
import type { ModelFound } from '../model/rows';
import { decideFor, disputeEnded } from '../world/deciding';
import type { World } from '../world/world';
import { type NamedCommand, onOne, part } from './command';

const disputed = (model: MoneyModel) => model.deliveriesIn('rejected');
const decidable = (model: MoneyModel) =>
  disputed(model).filter(({ delivery }) => model.now >= delivery.statementsUntil);

/** For the buyer, for the provider, or most often something between. */
const decideOne = onOne('decide', 8, decidable, (world, found, draw) => {
  const { units } = found.delivery;
  const [all, none] = [draw.who === 0, draw.who === 1];
  return decideFor(world, found, all ? units : none ? 0n : part(units, draw), draw.fault);
});

async function endByParty(
  world: World,
  { lease, delivery }: ModelFound,
  withdraws: boolean,
  fault: Fault,
): Promise<void> {
  const asked = { disputeId: delivery.disputeId, requestId: world.requestId() };
  const done = await world.call(fault, (db) =>
    withdraws
      ? withdrawRejection(world.owner(lease.buyer, db), asked)
      : concedeDispute(world.owner(lease.provider, db), asked),
  );
  world.must(done, withdraws ? 'withdraw rejection' : 'concede');
  await disputeEnded(world, { lease, delivery }, withdraws ? delivery.units : 0n, fault);
}

const endOne = onOne('end dispute', 2, disputed, (world, found, { who, fault }) =>
  endByParty(world, found, who % 2 === 0, fault),
);

/** Disputes of leases of which no result is paid: that may be their end. */
const hopeless = (model: MoneyModel) =>
  disputed(model).filter(({ lease }) =>
    lease.deliveries.every(({ kind, paid }) => kind !== 'result' || paid === 0n),
  );

const concedeOne = onOne('concede all', 2, hopeless, (world, found, { fault }) =>
  endByParty(world, found, false, fault),
);

export const DISPUTING: readonly NamedCommand[] = [decideOne, endOne, concedeOne];
