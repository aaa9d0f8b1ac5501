import fc from 'fast-check';
import { amountText } from '@/lib/core/amount';
import { concedeDispute } from '../../disputes/concede-dispute';
import { withdrawRejection } from '../../disputes/withdraw-rejection';
import { acceptDelivery } from '../../leases/accept-delivery';
import { cancelLease } from '../../leases/cancel-lease';
import { giveUpLease } from '../../leases/give-up-lease';
import { rejectDelivery } from '../../leases/reject-delivery';
import { reportDelivery } from '../../leases/report-delivery';
import { cancelOrder } from '../../orders/cancel-order';
import { placeLimitOrder } from '../../orders/place-limit-order';
import { requestPayout } from '../../payouts/request-payout';
import { clearRound } from '../../rounds/clear-round';
import { inlineEngine } from '../../rounds/engine';
import { topUp } from '../../wallet/top-up';
import { withdraw } from '../../wallet/withdraw';
import { FATES, type Fate } from './faulty-channel';
import { FAULTS, type Fault } from './faulty-database';
import { HOUR_MS, type ModelDelivery, type ModelLease, type MoneyModel } from './model';
import type { World } from './world';

const SECOND_MS = 1_000;
const CENT = 10_000n;
const YUAN = 1_000_000n;
/** Under what the frames cost, about 50.00: some limits are too low. */
const LIMIT_LEAST = 40n * YUAN;
const FILE = { name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1000 };
const STATEMENT = 'Not what was described, by far.';

/** What a command is drawn with; each command reads what it needs. */
interface Draw {
  readonly who: number;
  readonly which: number;
  /** In millionths of whatever there is. */
  readonly share: number;
  readonly hours: number;
  readonly fault: Fault;
  readonly fate: Fate;
  /** In which transaction of a verb it is killed. */
  readonly nth: number;
}

type Act = (world: World, model: MoneyModel, draw: Draw) => Promise<void>;
type Applies = (model: MoneyModel, draw: Draw) => boolean;

const oneOf = <T>(items: readonly T[], at: number): T | undefined => items[at % items.length];
const buyerOf = (model: MoneyModel, { who }: Draw): string => oneOf(model.buyers, who) ?? '';
/** A provider that has earned something. */
const earnerOf = (model: MoneyModel, { who }: Draw): string =>
  oneOf(
    model.providers.filter((id) => model.of(id, 'payable') > 0n),
    who,
  ) ?? '';
const part = (whole: bigint, { share }: Draw): bigint => (whole * BigInt(share)) / 1_000_000n;
const inCents = (micros: bigint): bigint => (micros / CENT) * CENT;

const live = (model: MoneyModel) => model.leases.filter(({ ended }) => !ended);
const reportable = (model: MoneyModel) =>
  live(model).filter(
    (lease) =>
      model.hour >= lease.startHour &&
      model.now < model.closesAt(lease) &&
      model.reported(lease) < lease.units,
  );
/** Begun leases whose buyer may leave them: nothing waits for an answer, and an hour is left to give back. */
const leavable = (model: MoneyModel) =>
  live(model).filter(
    (lease) =>
      model.hour >= lease.startHour &&
      model.hour + 1 < lease.endHour &&
      lease.deliveries.every(({ state }) => state === 'accepted' || state === 'decided'),
  );
const notStarted = (model: MoneyModel) => live(model).filter((lease) => model.hour < lease.startHour);
const abandonable = (model: MoneyModel) =>
  live(model).filter((lease) =>
    lease.deliveries.every(({ state }) => state === 'accepted' || state === 'decided'),
  );
const deliveriesIn = (model: MoneyModel, state: ModelDelivery['state']) =>
  model.leases.flatMap((lease) =>
    lease.deliveries.filter((one) => one.state === state).map((delivery) => ({ lease, delivery })),
  );
const goodTopUps = (model: MoneyModel) =>
  model.payments.filter((one) => one.kind === 'top_up' && one.state === 'succeeded');
const chargeable = (model: MoneyModel) =>
  goodTopUps(model).filter(
    (one) => one.channel === 'stripe' && one.chargeback === 'none' && model.leftOf(one) > 0n,
  );
/** Top-ups of which more could be charged back than is left in the wallet: what was spent will be owed. */
const spent = (model: MoneyModel) =>
  chargeable(model).filter((one) => model.of(one.organization, 'available') < model.leftOf(one));
const contested = (model: MoneyModel) => goodTopUps(model).filter(({ chargeback }) => chargeback === 'open');
const reversible = (model: MoneyModel) =>
  model.payments.filter(
    (one) =>
      one.channel === 'stripe' &&
      one.kind === 'payout' &&
      one.state === 'succeeded' &&
      one.reversed < one.amount,
  );
const atBank = (model: MoneyModel) =>
  model.payments.filter(
    ({ channel, kind, state }) =>
      channel === 'bank' && kind !== 'top_up' && (state === 'pending' || state === 'open'),
  );
const openOrders = (model: MoneyModel) => model.orders.filter(({ open }) => open);

const deposit: Act = async (world, model, draw) => {
  const buyer = buyerOf(model, draw);
  const amount = amountText(inCents(part(500n * YUAN, draw)) + CENT);
  const asked = { requestId: world.requestId(), amount, channel: 'stripe' };
  world.channel.fate = draw.fate;
  const done = await world.call(
    draw.fault,
    (db) => topUp(world.owner(buyer, db), asked, world.channel.tools),
    [],
    draw.nth,
  );
  world.channel.fate = 'answered';
  world.must(done, 'deposit');
  await world.look();
};

const bankDeposit: Act = async (world, model, draw) => {
  await world.bankDeposit(buyerOf(model, draw), inCents(part(300n * YUAN, draw)) + CENT, draw.fault);
};

const workAtBank: Act = async (world, _model, draw) => {
  await world.workAtBank(draw.who > 0, draw.fault);
  world.count('work at the bank');
};

const attempt: Act = async (world, _model, draw) => {
  world.channel.fate = draw.fate;
  await world.attempt();
  world.channel.fate = 'answered';
  world.count('attempt');
};

const placeOrder: Act = async (world, model, draw) => {
  const buyer = buyerOf(model, draw);
  const jobId = await world.describe(buyer, 8 + draw.hours);
  const limit = inCents(part(150n * YUAN, draw)) + LIMIT_LEAST;
  const asked = { requestId: world.requestId(), jobId, limit: amountText(limit), warn: false };
  const available = model.of(buyer, 'available');
  const placed = await world.call(draw.fault, (db) => placeLimitOrder(world.owner(buyer, db), asked));
  if (placed.ok && placed.value) {
    if (available < limit || model.owes(buyer)) throw new Error('an unfunded order was placed');
    model.orderPlaced({ id: placed.value.orderId, buyer, limit, open: true });
    world.count('order');
    return;
  }
  const code = placed.ok ? 'no answer' : placed.code;
  world.count(`order refused ${code}`);
  const expected = model.owes(buyer)
    ? 'receivable_open'
    : available < limit
      ? 'insufficient_funds'
      : 'no_option';
  if (code !== expected) throw new Error(`order refused ${code}, expected ${expected}`);
};

const cancelOpenOrder: Act = async (world, model, draw) => {
  const order = oneOf(openOrders(model), draw.which);
  if (!order) return;
  const done = ['order_closed'];
  const closed = await world.call(
    draw.fault,
    (db) => cancelOrder(world.owner(order.buyer, db), { orderId: order.id }),
    done,
  );
  if (!closed.ok && closed.code !== 'stands_one_round') throw new Error(`cancel refused ${closed.code}`);
  world.count(closed.ok ? 'cancel order' : 'cancel order refused');
  await world.look();
};

const round: Act = async (world, _model, draw) => {
  await world.call(draw.fault === 'twice' ? 'none' : draw.fault, (db) =>
    clearRound(world.engine(db), { engine: inlineEngine, startedBy: 'operator' }),
  );
  world.count('round');
  await world.look();
};

const report: Act = async (world, model, draw) => {
  const lease = oneOf(reportable(model), draw.which);
  if (!lease) return;
  const some = part(lease.units - model.reported(lease), draw);
  const units = some > 0n ? some : 1n;
  const asked = {
    leaseId: lease.id,
    requestId: world.requestId(),
    units: units.toString(),
    evidence: { files: [FILE], metrics: {}, note: '' },
  };
  const done = await world.call(draw.fault, (db) => reportDelivery(world.owner(lease.provider, db), asked));
  const made = world.must(done, 'report');
  if (!made) throw new Error('a report without an answer');
  lease.deliveries.push({
    id: made.deliveryId,
    units,
    at: model.now,
    state: 'reported',
    paid: 0n,
    disputeId: null,
    statementsUntil: 0,
  });
  model.settle(lease);
};

const accept: Act = async (world, model, draw) => {
  const found = oneOf(deliveriesIn(model, 'reported'), draw.which);
  if (!found) return;
  const { lease, delivery } = found;
  const done = await world.call(
    draw.fault,
    (db) => acceptDelivery(world.owner(lease.buyer, db), { deliveryId: delivery.id }),
    ['delivery_decided'],
  );
  world.must(done, 'accept');
  model.accept(lease, delivery);
};

const reject: Act = async (world, model, draw) => {
  const found = oneOf(deliveriesIn(model, 'reported'), draw.which);
  if (!found) return;
  const { lease, delivery } = found;
  const asked = {
    deliveryId: delivery.id,
    requestId: world.requestId(),
    reason: 'not_as_described',
    statement: STATEMENT,
  };
  const done = await world.call(draw.fault, (db) => rejectDelivery(world.owner(lease.buyer, db), asked));
  const made = world.must(done, 'reject');
  if (!made) throw new Error('a rejection without an answer');
  delivery.state = 'rejected';
  delivery.disputeId = made.disputeId;
  delivery.statementsUntil = made.statementsUntil.getTime();
  model.settle(lease);
};

const decidable = (model: MoneyModel) =>
  deliveriesIn(model, 'rejected').filter(({ delivery }) => model.now >= delivery.statementsUntil);

const decide: Act = async (world, model, draw) => {
  const found = oneOf(decidable(model), draw.which);
  if (found) await world.decide(found.lease, found.delivery, part(found.delivery.units, draw), draw.fault);
};

const endByParty: Act = async (world, model, draw) => {
  const found = oneOf(deliveriesIn(model, 'rejected'), draw.which);
  if (!found) return;
  const { lease, delivery } = found;
  const asked = { disputeId: delivery.disputeId, requestId: world.requestId() };
  const withdraws = draw.who % 2 === 0;
  const done = await world.call(draw.fault, (db) =>
    withdraws
      ? withdrawRejection(world.owner(lease.buyer, db), asked)
      : concedeDispute(world.owner(lease.provider, db), asked),
  );
  world.must(done, withdraws ? 'withdraw rejection' : 'concede');
  model.decide(lease, delivery, withdraws ? delivery.units : 0n);
};

const leaveLease: Act = async (world, model, draw) => {
  const begun = leavable(model);
  const lease = oneOf(begun.length > 0 ? begun : notStarted(model), draw.which);
  if (!lease) return;
  const done = await world.call(
    draw.fault,
    (db) => cancelLease(world.owner(lease.buyer, db), { leaseId: lease.id }),
    ['lease_ended'],
  );
  world.must(done, model.hour < lease.startHour ? 'cancel lease' : 'leave lease');
  model.cancelLease(lease);
};

const giveUp: Act = async (world, model, draw) => {
  const lease: ModelLease | undefined = oneOf(abandonable(model), draw.which);
  if (!lease) return;
  const done = await world.call(
    draw.fault,
    (db) => giveUpLease(world.owner(lease.provider, db), { leaseId: lease.id }),
    ['lease_ended'],
    2,
  );
  world.must(done, 'give up');
  model.giveUp(lease);
};

const pass: Act = async (world, _model, draw) => {
  await world.advance(draw.hours < 30 ? 1 + (draw.hours % 5) : draw.hours, draw.fault);
  world.count('time passes');
};

/** To the first hour of a lease, when its provider may report. */
const toStart: Act = async (world, model, draw) => {
  const lease = oneOf(notStarted(model), draw.which);
  if (!lease) return;
  await world.advanceTo(lease.startHour * HOUR_MS, draw.fault);
  world.count('time passes');
};

const takeOut: Act = async (world, model, draw) => {
  const buyer = buyerOf(model, draw);
  const available = model.of(buyer, 'available');
  const amount = inCents(part(available, draw)) + CENT;
  const asked = { requestId: world.requestId(), amount: amountText(amount) };
  const done = await world.call(draw.fault, (db) => withdraw(world.owner(buyer, db), asked));
  if (done.ok && (amount > available || model.owes(buyer)))
    throw new Error('more than there is was withdrawn');
  const expected = model.owes(buyer)
    ? 'receivable_open'
    : amount > model.withdrawable(buyer)
      ? 'not_returnable'
      : 'done';
  const code = done.ok ? 'done' : done.code;
  if (code !== expected) throw new Error(`withdraw ${code}, expected ${expected}`);
  world.count(done.ok ? 'withdraw' : `withdraw refused ${done.code}`);
  await world.look();
};

const payOut: Act = async (world, model, draw) => {
  const provider = earnerOf(model, draw);
  if (provider === '') return;
  const payable = inCents(model.payableNow(provider));
  if (payable < inCents(model.of(provider, 'payable'))) world.count('payout of less, card money waits');
  const asked = { requestId: world.requestId() };
  const done = await world.call(draw.fault, (db) =>
    requestPayout(world.owner(provider, db), world.channel.tools, asked),
  );
  const expected = model.isShort
    ? 'payouts_stopped'
    : model.owes(provider)
      ? 'receivable_open'
      : payable < YUAN
        ? 'below_payout_minimum'
        : 'paid';
  const code = done.ok ? 'paid' : done.code;
  world.count(`payout ${code}`);
  if (code !== expected) throw new Error(`payout ${code}, expected ${expected}`);
  if (done.ok && done.value && done.value.amountMicros !== payable)
    throw new Error(`payout of ${done.value.amountMicros}, expected ${payable}`);
  await world.look();
};

const chargeBack: Act = async (world, model, draw) => {
  const paid = oneOf(spent(model).length > 0 ? spent(model) : chargeable(model), draw.which);
  if (!paid) return;
  const amount = model.leftOf(paid);
  const seen = {
    chargebackId: `dp_${paid.id}`,
    externalPaymentId: `pi_${paid.id}`,
    amountMicros: amount,
    currency: 'CNY',
    reason: 'fraudulent',
    state: 'open',
    withdrawn: true,
    reinstated: false,
  } as const;
  await world.tell(`evt_dp_${paid.id}`, { kind: 'chargeback', chargeback: seen }, draw.fault);
  world.count(model.of(paid.organization, 'available') < amount ? 'chargeback of spent money' : 'chargeback');
  model.chargedBack(paid, amount);
  await world.look();
};

const endChargeback: Act = async (world, model, draw) => {
  const paid = oneOf(contested(model), draw.which);
  if (!paid) return;
  const won = draw.who % 2 === 0;
  const seen = {
    chargebackId: `dp_${paid.id}`,
    externalPaymentId: `pi_${paid.id}`,
    amountMicros: paid.charged,
    currency: 'CNY',
    reason: 'fraudulent',
    state: won ? 'won' : 'lost',
    withdrawn: true,
    reinstated: won,
  } as const;
  await world.tell(`evt_dp_end_${paid.id}`, { kind: 'chargeback', chargeback: seen }, draw.fault);
  world.count(won ? 'chargeback won' : 'chargeback lost');
  if (won) model.chargebackWon(paid);
  else paid.chargeback = 'lost';
};

const reversePaid: Act = async (world, model, draw) => {
  const payout = oneOf(reversible(model), draw.which);
  const effect = payout && world.channel.happened.get(payout.id);
  if (!payout || !effect) return;
  const cumulative = payout.reversed + part(payout.amount - payout.reversed - 1n, draw) + 1n;
  const event = { kind: 'payout', paymentId: payout.id, effect, reversedMicros: cumulative } as const;
  await world.tell(`evt_${world.requestId()}`, event, draw.fault);
  world.count('payout reversed');
  model.payoutReversed(payout, cumulative);
};

const fundAndRecover: Act = async (world, _model, draw) => {
  await world.fundAndRecover(draw.fault);
  world.count('fund and recover');
};

const always: Applies = () => true;
const some =
  (list: (model: MoneyModel) => readonly unknown[]): Applies =>
  (model) =>
    list(model).length > 0;

/** Every command, how often it is drawn, and when there is anything for it to do. */
const COMMANDS: readonly (readonly [string, number, Act, Applies])[] = [
  ['deposit', 2, deposit, always],
  ['bank deposit', 1, bankDeposit, always],
  ['work at the bank', 3, workAtBank, some(atBank)],
  ['attempt payments', 2, attempt, (model) => model.payments.some(({ state }) => state === 'pending')],
  ['place order', 4, placeOrder, (model) => model.buyers.some((id) => model.of(id, 'available') > 0n)],
  ['cancel order', 1, cancelOpenOrder, some(openOrders)],
  ['round', 8, round, some(openOrders)],
  ['time passes', 3, pass, always],
  ['to a start', 5, toStart, some(notStarted)],
  ['report', 8, report, some(reportable)],
  ['accept', 4, accept, (model) => deliveriesIn(model, 'reported').length > 0],
  ['reject', 5, reject, (model) => deliveriesIn(model, 'reported').length > 0],
  ['decide', 4, decide, some(decidable)],
  ['end dispute', 1, endByParty, (model) => deliveriesIn(model, 'rejected').length > 0],
  ['cancel lease', 1, leaveLease, some(notStarted)],
  ['leave lease', 6, leaveLease, some(leavable)],
  ['give up', 1, giveUp, some(abandonable)],
  ['withdraw', 1, takeOut, (model) => model.buyers.some((id) => model.of(id, 'available') > 0n)],
  ['payout', 4, payOut, (model) => model.providers.some((id) => model.of(id, 'payable') > 0n)],
  ['chargeback', 1, chargeBack, (model, { hours }) => hours < 20 && chargeable(model).length > 0],
  ['chargeback of spent money', 2, chargeBack, (model, { hours }) => hours < 20 && spent(model).length > 0],
  ['end chargeback', 2, endChargeback, some(contested)],
  ['reverse payout', 1, reversePaid, some(reversible)],
  ['fund and recover', 1, fundAndRecover, always],
];

/** Does one of the things that can be done now: which, is drawn by weight, so that no draw is wasted. */
class Command implements fc.AsyncCommand<MoneyModel, World> {
  private did = 'nothing yet';

  constructor(
    private readonly pick: number,
    private readonly draw: Draw,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: MoneyModel, world: World): Promise<void> {
    const possible = COMMANDS.filter(([, , , applies]) => applies(model, this.draw)).flatMap((one) =>
      Array.from({ length: one[1] }, () => one),
    );
    const chosen = oneOf(possible, this.pick);
    if (!chosen) return;
    const [name, , act] = chosen;
    this.did = name;
    // Nothing happens at the same instant as something else, so that what came first is known.
    model.now += SECOND_MS;
    await act(world, model, this.draw);
    await world.compare(this.toString());
  }

  toString(): string {
    const { who, which, share, hours, fault, fate, nth } = this.draw;
    return `${this.did}(who ${who}, which ${which}, share ${share}, hours ${hours}, ${fault} ${nth}, ${fate})`;
  }
}

const draws: fc.Arbitrary<Draw> = fc.record({
  who: fc.nat(3),
  which: fc.nat(7),
  share: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, 1_000_000) },
    { weight: 3, arbitrary: fc.nat(1_000_000) },
  ),
  hours: fc.nat(40),
  fault: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Fault>('none') },
    { weight: 2, arbitrary: fc.constantFrom(...FAULTS) },
  ),
  fate: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Fate>('answered') },
    { weight: 2, arbitrary: fc.constantFrom(...FATES) },
  ),
  nth: fc.integer({ min: 1, max: 3 }),
});

/** At most so many commands in random order. */
export const commands = (most: number, replayPath?: string) =>
  fc.commands([fc.tuple(fc.nat(10_000), draws).map(([pick, draw]) => new Command(pick, draw))], {
    maxCommands: most,
    size: 'max',
    ...(replayPath && { replayPath }),
  });
