import { decideDispute } from '../../../disputes/decide-dispute';
import type { Fault } from '../faulty-database';
import { decide } from '../model/charging';
import type { ModelFound } from '../model/rows';
import { buyAgain } from './replacing';
import { count } from './seen';
import type { World } from './world';

/** The operator decides a dispute whose parties have been heard: this many of its units are paid. */
export async function decideFor(world: World, found: ModelFound, paid: bigint, fault: Fault): Promise<void> {
  const { delivery } = found;
  const outcome = paid === 0n ? 'for_buyer' : paid === delivery.units ? 'for_provider' : 'shared';
  const asked = {
    disputeId: delivery.disputeId ?? '',
    requestId: world.requestId(),
    outcome,
    ground: 'agreed_by_both',
    ...(outcome === 'shared' && { providerUnits: paid.toString() }),
    note: 'What both of them asked for.',
  };
  const decided = await world.call(fault, (db) => decideDispute(world.operator(0, db), asked));
  world.must(decided, `decide ${outcome.replace('_', ' ')}`);
  await disputeEnded(world, found, paid, fault);
}

/** What a dispute's end, by whomever, brings with so many of its units paid. */
export async function disputeEnded(
  world: World,
  { lease, delivery }: ModelFound,
  paid: bigint,
  fault: Fault,
): Promise<void> {
  const before = lease.credit;
  const { owed, failure } = decide(world.model, lease, delivery, paid);
  if (paid < delivery.units && lease.credit > before) count('refused units credited');
  if (owed > 0n) count('credit taken at a decision');
  if (lease.isDue) count("failed by a dispute's end");
  if (failure > 0n) count(lease.charged > 0n ? "charged at a dispute's end" : "owed at a dispute's end");
  await buyAgain(world, fault);
}
