import { decideDispute } from '../../../disputes/decide-dispute';
import type { Fault } from '../faulty-database';
import type { ModelDelivery, ModelLease } from '../model/rows';
import { decide } from '../model/settling';
import type { World } from './world';

/** The operator decides a dispute whose parties have been heard: this many of its units are paid. */
export async function decideFor(
  world: World,
  { lease, delivery }: { readonly lease: ModelLease; readonly delivery: ModelDelivery },
  paid: bigint,
  fault: Fault,
): Promise<void> {
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
  decide(world.model, lease, delivery, paid);
}
