import { amountText } from '@/lib/core/amount';
import { makePayouts } from '../../../payouts/make-payouts';
import { requestPayout } from '../../../payouts/request-payout';
import { withdraw } from '../../../wallet/withdraw';
import { payableNow } from '../model/card-money';
import type { MoneyModel } from '../model/money-model';
import { bankKept, cameBack } from '../model/payments';
import type { ModelPayment } from '../model/rows';
import { CENT, DAY_MS, inCents, PAYOUT_MINIMUM } from '../model/terms';
import { sourcesOf, withdrawable } from '../model/withdrawals';
import { bankReturns, refundIsSent, workAtBank } from '../world/bank';
import { look } from '../world/look';
import { count } from '../world/seen';
import type { World } from '../world/world';
import { buyerOf, type NamedCommand, onOne, part } from './command';

/** Looks, and promises the payments that weren't there before. */
async function lookForNew(world: World): Promise<readonly ModelPayment[]> {
  const before = new Set(world.model.payments.map(({ id }) => id));
  await look(world);
  return world.model.payments.filter(({ id }) => !before.has(id));
}

/** Throws unless payments are these, micros by what they are known by. */
function mustBe(
  what: string,
  made: readonly ModelPayment[],
  known: (payment: ModelPayment) => string | null,
  expected: ReadonlyMap<string, bigint>,
): void {
  const isOne = (one: ModelPayment) => expected.get(known(one) ?? '') === one.amount;
  if (made.length === expected.size && made.every(isOne)) return;
  const found = made.map((one) => `${known(one)}: ${one.amount}`);
  const wanted = [...expected].map(([id, micros]) => `${id}: ${micros}`);
  throw new Error(`${what} ${found.join(', ') || 'none'}, expected ${wanted.join(', ') || 'none'}`);
}

const takeOut: NamedCommand = {
  name: 'withdraw',
  weight: 3,
  applies: ({ buyers, books }) => buyers.some((id) => books.of(id, 'available') > 0n),
  act: async (world, draw) => {
    const { model } = world;
    const buyer = buyerOf(model, draw);
    const amount = inCents(part(model.books.of(buyer, 'available'), draw)) + CENT;
    const expected = model.books.owes(buyer)
      ? 'receivable_open'
      : amount > withdrawable(model, buyer)
        ? 'not_returnable'
        : 'done';
    const sources = expected === 'done' ? sourcesOf(model, buyer, amount) : new Map<string, bigint>();
    const asked = { requestId: world.requestId(), amount: amountText(amount) };
    const done = await world.call(draw.fault, (db) => withdraw(world.owner(buyer, db), asked));
    world.expect(done, 'withdraw', expected);
    const made = await lookForNew(world);
    mustBe('refunds of', made, ({ source }) => source, sources);
    if (sources.size > 1) count('withdraw to several top-ups');
  },
};

const earners = ({ providers, books }: MoneyModel) => providers.filter((id) => books.of(id, 'payable') > 0n);

const payOut = onOne('payout', 5, earners, async (world, provider, { fault }) => {
  const { model } = world;
  const { books } = model;
  const payable = inCents(payableNow(model, provider));
  if (payable < inCents(books.of(provider, 'payable'))) count('card money waits at a payout');
  const expected = books.isShort
    ? 'payouts_stopped'
    : books.owes(provider)
      ? 'receivable_open'
      : payable < PAYOUT_MINIMUM
        ? 'below_payout_minimum'
        : 'done';
  const asked = { requestId: world.requestId() };
  const done = await world.call(fault, (db) =>
    requestPayout(world.owner(provider, db), world.channel.tools, asked),
  );
  const isMade = world.expect(done, 'payout', expected);
  const made = await lookForNew(world);
  mustBe('payouts', made, (one) => one.organization, new Map(isMade ? [[provider, payable]] : []));
});

/** The engine pays whoever may be paid, once per due instant. */
const payOutDue: NamedCommand = {
  name: 'payouts due',
  weight: 2,
  applies: (model) => earners(model).length > 0,
  act: async (world, { fault }) => {
    const { model } = world;
    const tick = Math.floor(model.now / DAY_MS);
    const isServed = tick <= model.payoutTick;
    const due = isServed || model.books.isShort ? [] : earners(model).filter((id) => !model.books.owes(id));
    const amounts = due.map((id) => [id, inCents(payableNow(model, id))] as const);
    const expected = new Map(amounts.filter(([, micros]) => micros >= PAYOUT_MINIMUM));
    await world.call(fault, (db) => makePayouts(world.engine(db), world.channel.tools), [], 2);
    model.payoutTick = tick;
    mustBe('payouts due', await lookForNew(world), (one) => one.organization, expected);
    count(isServed ? 'payouts due, served before' : 'payouts due');
    count('payout when due', expected.size);
  },
};

const waitsForBank = ({ payments }: MoneyModel) =>
  payments.filter(
    ({ channel, kind, state }) =>
      channel === 'bank' && kind !== 'top_up' && (state === 'pending' || state === 'open'),
  );

const bankWorks = onOne('work at the bank', 5, waitsForBank, (world, _, { who, fault }) =>
  workAtBank(world, who > 1, fault),
);

const givenUpAtBank = ({ payments }: MoneyModel) =>
  payments.filter(
    ({ channel, kind, state }) => channel === 'bank' && kind === 'refund' && state === 'failed',
  );

const sentAfterAll = onOne('bank sent it after all', 3, givenUpAtBank, (world, refund, { fault }) =>
  refundIsSent(world, refund, fault),
);

const sentByBank = ({ payments }: MoneyModel) =>
  payments.filter(
    ({ channel, kind, state, returned }) =>
      channel === 'bank' && kind !== 'top_up' && state === 'succeeded' && returned === 0n,
  );

const givenBack = onOne('bank gives it back', 5, sentByBank, async (world, sent, draw) => {
  const kept = inCents(part(sent.amount - CENT, draw) / 10n);
  await bankReturns(world, sent, kept, draw.fault);
  cameBack(world.model, sent, sent.amount);
  bankKept(world.model, kept);
});

export const PAYING_OUT: readonly NamedCommand[] = [
  takeOut,
  payOut,
  payOutDue,
  bankWorks,
  sentAfterAll,
  givenBack,
];
