import { concedeDispute } from '../../../disputes/concede-dispute';
import { withdrawRejection } from '../../../disputes/withdraw-rejection';
import type { MoneyModel } from '../model/money-model';
import { decideFor, disputeEnded } from '../world/deciding';
import { type NamedCommand, onOne, part } from './command';

const disputed = (model: MoneyModel) => model.deliveriesIn('rejected');
const decidable = (model: MoneyModel) =>
  disputed(model).filter(({ delivery }) => model.now >= delivery.statementsUntil);

/** For the buyer, for the provider, or most often something between. */
const decideOne = onOne('decide', 5, decidable, (world, found, draw) => {
  const { units } = found.delivery;
  const [all, none] = [draw.who === 0, draw.who === 1];
  return decideFor(world, found, all ? units : none ? 0n : part(units, draw), draw.fault);
});

const endByParty = onOne('end dispute', 2, disputed, async (world, { lease, delivery }, draw) => {
  const asked = { disputeId: delivery.disputeId, requestId: world.requestId() };
  const withdraws = draw.who % 2 === 0;
  const done = await world.call(draw.fault, (db) =>
    withdraws
      ? withdrawRejection(world.owner(lease.buyer, db), asked)
      : concedeDispute(world.owner(lease.provider, db), asked),
  );
  world.must(done, withdraws ? 'withdraw rejection' : 'concede');
  await disputeEnded(world, { lease, delivery }, withdraws ? delivery.units : 0n, draw.fault);
});

export const DISPUTING: readonly NamedCommand[] = [decideOne, endByParty];
