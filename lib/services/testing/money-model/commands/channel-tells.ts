import type { ChargebackSeen } from '../../../channel-events/channel-event';
import type { MoneyModel } from '../model/money-model';
import { cameBack, chargebackWon, chargedBack } from '../model/payments';
import type { ModelPayment } from '../model/rows';
import { leftOf } from '../model/withdrawals';
import { look } from '../world/look';
import { count } from '../world/seen';
import { tell } from '../world/tell';
import type { World } from '../world/world';
import { type Draw, type NamedCommand, onOne, part } from './command';

const atStripe = (model: MoneyModel, kind: ModelPayment['kind'], state: string) =>
  model.payments.filter((one) => one.channel === 'stripe' && one.kind === kind && one.state === state);
const chargeable = (model: MoneyModel) =>
  atStripe(model, 'top_up', 'succeeded').filter(
    (one) => one.chargeback === 'none' && leftOf(model, one) > 0n,
  );
/** Top-ups of which more could be charged back than is left in the wallet: what was spent will be owed. */
const spent = (model: MoneyModel) =>
  chargeable(model).filter((one) => model.books.of(one.organization, 'available') < leftOf(model, one));
const contested = (model: MoneyModel) =>
  atStripe(model, 'top_up', 'succeeded').filter(({ chargeback }) => chargeback === 'open');

async function tellChargeback(
  world: World,
  paid: ModelPayment,
  seen: Pick<ChargebackSeen, 'amountMicros' | 'state' | 'reinstated'>,
  { fault }: Draw,
): Promise<void> {
  const chargeback = {
    chargebackId: `dp_${paid.id}`,
    externalPaymentId: `pi_${paid.id}`,
    currency: 'CNY',
    reason: 'fraudulent',
    withdrawn: true,
    ...seen,
  };
  await tell(world, { kind: 'chargeback', chargeback }, fault);
}

async function chargeBack(world: World, paid: ModelPayment, draw: Draw): Promise<void> {
  const { model, channel } = world;
  const amount = leftOf(model, paid);
  const isSpent = model.books.of(paid.organization, 'available') < amount;
  channel.moves(-amount);
  await tellChargeback(world, paid, { amountMicros: amount, state: 'open', reinstated: false }, draw);
  count(isSpent ? 'chargeback of spent money' : 'chargeback');
  chargedBack(model, paid, amount);
  await look(world);
}

async function endChargeback(world: World, paid: ModelPayment, draw: Draw): Promise<void> {
  const won = draw.who % 2 === 0;
  const { charged } = paid;
  if (won) world.channel.moves(charged);
  const state = won ? 'won' : 'lost';
  await tellChargeback(world, paid, { amountMicros: charged, state, reinstated: won }, draw);
  count(`chargeback ${state}`);
  if (won) chargebackWon(world.model, paid);
  else paid.chargeback = 'lost';
}

/** A part of a payout comes back. */
const reversePayout = onOne(
  'reverse payout',
  3,
  (model) => atStripe(model, 'payout', 'succeeded').filter(({ returned, amount }) => returned < amount),
  async (world, payout, draw) => {
    const [effect] = world.channel.effectsOf(payout.id);
    if (!effect) throw new Error(`payout ${payout.id} never happened`);
    const reversedMicros = payout.returned + part(payout.amount - payout.returned - 1n, draw) + 1n;
    world.channel.moves(reversedMicros - payout.returned);
    await tell(world, { kind: 'payout', paymentId: payout.id, effect, reversedMicros }, draw.fault);
    count('payout reversed');
    cameBack(world.model, payout, reversedMicros);
  },
);

/** The bank of a refund sends all of it back. */
const returnRefund = onOne(
  'return refund',
  1,
  (model) => atStripe(model, 'refund', 'succeeded').filter(({ returned }) => returned === 0n),
  async (world, refund, { fault }) => {
    const [made] = world.channel.effectsOf(refund.id);
    if (!made) throw new Error(`refund ${refund.id} never happened`);
    const effect = { ...made, state: 'failed', failure: 'payee_closed' } as const;
    world.channel.moves(refund.amount);
    const event = { kind: 'refund', paymentId: refund.id, sourceExternalPaymentId: null, effect } as const;
    await tell(world, event, fault);
    count('refund came back');
    cameBack(world.model, refund, refund.amount);
  },
);

/** What was refused, and so given up, happened after all. */
const happensAfterAll = onOne(
  'happens after all',
  3,
  (model) => (['top_up', 'refund', 'payout'] as const).flatMap((kind) => atStripe(model, kind, 'failed')),
  async (world, { id: paymentId, kind }, { fault }) => {
    const effect = world.channel.happensAfterAll(paymentId);
    if (!effect) throw new Error(`${kind} ${paymentId} failed, though nobody refused it`);
    if (kind === 'top_up') await tell(world, { kind, paymentId, effect }, fault);
    if (kind === 'refund')
      await tell(world, { kind, paymentId, sourceExternalPaymentId: null, effect }, fault);
    if (kind === 'payout') await tell(world, { kind, paymentId, effect, reversedMicros: 0n }, fault);
    await look(world);
  },
);

export const CHANNEL_TELLS: readonly NamedCommand[] = [
  onOne('chargeback', 1, chargeable, chargeBack),
  onOne('chargeback of spent money', 2, spent, chargeBack),
  onOne('end chargeback', 3, contested, endChargeback),
  reversePayout,
  returnRefund,
  happensAfterAll,
];
