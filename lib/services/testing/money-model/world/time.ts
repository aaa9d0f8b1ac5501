import { passGivenBackHours } from '../../../leases/pass-given-back';
import { acceptSilentDeliveries, moveDueLeases } from '../../../leases/run-leases';
import { fundGuaranteeDue } from '../../../ledger/fund-guarantee';
import { recoverDue } from '../../../ledger/recover';
import { expireOrders } from '../../../orders/expire-orders';
import type { Fault } from '../faulty-database';
import { leasesMove, silenceAccepts } from '../model/charging';
import { hoursBegin } from '../model/leaving';
import { HOUR_MS } from '../model/terms';
import { look } from './look';
import { buyAgain } from './replacing';
import { count } from './seen';
import type { World } from './world';

/** What charging for failure posts: what its buyer gets, and what is only owed. */
const FOR_FAILING = ['charge_provider', 'owe_charge'];

/** Time passes, and the engine does what falls due. */
export const advance = (world: World, hours: number, fault: Fault = 'none'): Promise<void> =>
  advanceTo(world, world.model.now + hours * HOUR_MS, fault);

export async function advanceTo(world: World, now: number, fault: Fault): Promise<void> {
  const { model } = world;
  model.now = now;
  await world.call(fault, (db) => moveDueLeases(world.engine(db)));
  await world.call(fault, (db) => acceptSilentDeliveries(world.engine(db)));
  leasesMove(model, await chargedNow(world, ['credit_after_payout', ...FOR_FAILING]));
  const silent = silenceAccepts(model, await chargedNow(world, FOR_FAILING));
  count('silence accepts', silent.length);
  for (const { lease } of silent) if (lease.isDue) count('failed by silence');
  await world.call(fault, (db) => passGivenBackHours(world.engine(db)));
  count('given-back hours others took', hoursBegin(model));
  await expireOrders(world.engine());
  await look(world);
  await buyAgain(world, fault);
}

/** Leases whose providers were charged at this instant, in order: who comes first gets what there is. */
async function chargedNow({ test, now }: World, recipes: readonly string[]): Promise<readonly string[]> {
  const rows = await test.ownerSql<{ lease: string }[]>`
    select subject_id as lease from postings where event_at = ${now} and recipe = any(${[...recipes]}) order by id`;
  return rows.map(({ lease }) => lease);
}

/** The exchange's own hourly work: the guarantee's part of the fees, and what is owed taken from what came in. */
export async function fundAndRecover(world: World, fault: Fault = 'none'): Promise<void> {
  await world.call(fault, (db) => fundGuaranteeDue(world.engine(db)));
  world.model.fundGuarantee();
  await recoverDue(world.engine());
  world.model.recoverAll();
}
