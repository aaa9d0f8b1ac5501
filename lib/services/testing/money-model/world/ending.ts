import { checkMarket } from '../../../market-check/check-market';
import type { MoneyModel } from '../model/money-model';
import type { ModelFound } from '../model/rows';
import { attempt, workAtBank } from './bank';
import { compare } from './compare';
import { decideFor } from './deciding';
import { advance, fundAndRecover } from './time';
import type { World } from './world';

const STEP_HOURS = 61;
const STEPS_MOST = 40;

const isOver = ({ leases, orders }: MoneyModel): boolean =>
  leases.every(({ ended, held }) => ended && held === 0n) && orders.every(({ open }) => !open);

/** None, half or all of a dispute's units, by whose turn it is. */
const paidInTheEnd = ({ leases }: MoneyModel, { lease, delivery: { units } }: ModelFound): bigint =>
  [0n, units / 2n, units][leases.indexOf(lease) % 3] ?? 0n;

/** Brings everything the run began to its end, so that the next run finds a quiet market, and checks it. */
export async function endWorld(world: World): Promise<void> {
  const { model, test, channel } = world;
  channel.fate = 'answered';
  await workAtBank(world, true, 'none');
  await compare(world, 'the last payments');
  for (let steps = 0; steps < STEPS_MOST && !isOver(model); steps++) {
    await advance(world, STEP_HOURS);
    for (const found of model.deliveriesIn('rejected'))
      if (model.now >= found.delivery.statementsUntil)
        await decideFor(world, found, paidInTheEnd(model, found), 'none');
    await compare(world, `step ${steps} of the end`);
  }
  if (!isOver(model)) throw new Error('leases or orders never ended');
  const providers = [...model.providers];
  await test.ownerSql`update pools set status = 'suspended' where organization_id = any(${providers})`;
  // Whatever is left payable isn't paid out within a later run.
  await test.ownerSql`update channel_accounts set state = 'disabled' where organization_id = any(${providers})`;
  await attempt(world);
  await fundAndRecover(world);
  await compare(world, 'the end');
  const check = await checkMarket(world.engine(), model.organizations);
  if (check.disagreements.length > 0) throw new Error(`market-check: ${JSON.stringify(check.disagreements)}`);
  checkOutside(world);
}

/** What really moved outside is what the model's payments say, once each. */
function checkOutside({ model, channel, atBank }: World): void {
  for (const { id, kind, state, channel: by } of model.payments) {
    const times = by === 'bank' ? Number(atBank.has(id)) : channel.effectsOf(id).length;
    if (times !== Number(state === 'succeeded'))
      throw new Error(`${kind} ${id} is ${state}, at its channel it happened ${times} times`);
  }
  const here = model.stripeAtStart - model.books.of('platform', 'external:stripe');
  if (here !== channel.balance) throw new Error(`the channel has ${channel.balance}, here it is ${here}`);
}
