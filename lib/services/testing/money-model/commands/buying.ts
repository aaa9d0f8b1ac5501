import { jobs } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { JobSpec, jobUnits } from '@/lib/market/job';
import { acceptQuote } from '../../../orders/accept-quote';
import { cancelOrder } from '../../../orders/cancel-order';
import { placeLimitOrder } from '../../../orders/place-limit-order';
import { describeJob } from '../../../quoting/describe-job';
import { clearRound } from '../../../rounds/clear-round';
import { inlineEngine } from '../../../rounds/engine';
import { renderingSpec } from '../../jobs';
import type { MoneyModel } from '../model/money-model';
import { orderPlaced, passesBudget } from '../model/orders';
import { inCents, YUAN } from '../model/terms';
import { look } from '../world/look';
import { count } from '../world/seen';
import { advanceTo } from '../world/time';
import type { World } from '../world/world';
import { buyerOf, type Draw, type NamedCommand, oneOf, onOne, part, some } from './command';

const FRAMES = 600;
/** Under what the frames cost, about 50.00: some limits are too low. */
const LIMIT_LEAST = 40n * YUAN;
/** Longer than a quote stands. */
const QUOTE_OVER_MS = 6 * 60_000;

const openOrders = (model: MoneyModel) => model.orders.filter(({ open }) => open);
const canPay = (model: MoneyModel) => model.buyers.some((id) => model.books.of(id, 'available') > 0n);
const specOf = (world: World, hours: number) =>
  JobSpec.parse(renderingSpec({ now: world.now, frames: FRAMES, hours: 8 + hours }));

/** A job of frames, past the quotes that describing it would make: they move no money. */
async function makeJob(world: World, buyer: string, spec: JobSpec): Promise<string> {
  const { kind, units } = jobUnits(spec);
  const id = world.engine().newId('job');
  const name = 'Frames';
  await world.db.asOrganization(buyer, (tx) =>
    tx.insert(jobs).values({
      id,
      organizationId: buyer,
      kind: spec.kind,
      name,
      spec,
      unitKind: kind,
      units,
      eventAt: world.now,
    }),
  );
  return id;
}

/** Tells the model of an order that stands now, filled or not. */
function placed(
  world: World,
  order: { readonly id: string; readonly buyer: string; readonly limit: bigint },
  by: { readonly spec: JobSpec; readonly buyAgain: boolean },
): void {
  orderPlaced(world.model, {
    ...order,
    units: BigInt(FRAMES),
    deadlineHour: by.spec.deadlineHour,
    buyAgain: by.buyAgain,
    replaces: null,
    open: true,
    filled: false,
  });
}

const wantsAgain = ({ which }: Draw): boolean => which % 4 !== 0;

const limitOrder: NamedCommand = {
  name: 'place order',
  weight: 4,
  applies: canPay,
  act: async (world, draw) => {
    const { model } = world;
    const { books } = model;
    const buyer = buyerOf(model, draw);
    const spec = specOf(world, draw.hours);
    const limit = inCents(part(150n * YUAN, draw)) + LIMIT_LEAST;
    const asked = {
      requestId: world.requestId(),
      jobId: await makeJob(world, buyer, spec),
      limit: amountText(limit),
      warn: false,
      buyAgain: wantsAgain(draw),
    };
    const expected = books.owes(buyer)
      ? 'receivable_open'
      : books.of(buyer, 'available') < limit
        ? 'insufficient_funds'
        : passesBudget(model, buyer, limit)
          ? 'budget_exceeded'
          : 'done';
    const done = await world.call(draw.fault, (db) => placeLimitOrder(world.owner(buyer, db), asked));
    if (!world.expect(done, 'limit order', expected)) return;
    if (!done.value) throw new Error('an order without an answer');
    placed(world, { id: done.value.orderId, buyer, limit }, { spec, buyAgain: asked.buyAgain });
  },
};

const instantOrder: NamedCommand = {
  name: 'accept quote',
  weight: 4,
  applies: canPay,
  act: async (world, draw) => {
    const { model } = world;
    const { books } = model;
    const buyer = buyerOf(model, draw);
    const spec = specOf(world, draw.hours);
    const { quotes } = await describeJob(world.owner(buyer), { name: 'Frames', spec });
    const quote = oneOf(quotes, draw.which);
    if (!quote) return count('no quote, the cards are taken');
    const isOver = draw.hours % 8 === 7;
    if (isOver) await advanceTo(world, model.now + QUOTE_OVER_MS, 'none');
    const asked = { requestId: world.requestId(), quoteId: quote.id, buyAgain: wantsAgain(draw) };
    const limit = quote.totalMicros;
    const expected = books.owes(buyer)
      ? 'receivable_open'
      : passesBudget(model, buyer, limit)
        ? 'budget_exceeded'
        : isOver
          ? 'quote_expired'
          : books.of(buyer, 'available') < limit
            ? 'insufficient_funds'
            : 'done';
    const done = await world.call(draw.fault, (db) => acceptQuote(world.owner(buyer, db), asked));
    if (!world.expect(done, 'instant order', expected)) return;
    if (!done.value) throw new Error('an order without an answer');
    placed(world, { id: done.value.orderId, buyer, limit }, { spec, buyAgain: asked.buyAgain });
    await look(world);
  },
};

const cancelOpenOrder = onOne('cancel order', 2, openOrders, async (world, order, { fault }) => {
  const closed = await world.call(
    fault,
    (db) => cancelOrder(world.owner(order.buyer, db), { orderId: order.id }),
    ['order_closed'],
  );
  if (!closed.ok && closed.code !== 'stands_one_round') throw new Error(`cancel refused ${closed.code}`);
  count(closed.ok ? 'cancel order' : `cancel order refused ${closed.code}`);
  await look(world);
});

const round: NamedCommand = {
  name: 'round',
  weight: 8,
  applies: some(openOrders),
  act: async (world, { fault }) => {
    const done = await world.call(fault === 'twice' ? 'none' : fault, (db) =>
      clearRound(world.engine(db), { engine: inlineEngine, startedBy: 'operator' }),
    );
    if (done.ok && done.value?.cleared) count('round cleared');
    await look(world);
  },
};

export const BUYING: readonly NamedCommand[] = [limitOrder, instantOrder, cancelOpenOrder, round];
