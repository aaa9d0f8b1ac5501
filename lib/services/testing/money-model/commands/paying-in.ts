import { amountText } from '@/lib/core/amount';
import { topUp } from '../../../wallet/top-up';
import { CENT, inCents, YUAN } from '../model/terms';
import { attempt, bankDeposit } from '../world/bank';
import { look } from '../world/look';
import { always, buyerOf, type NamedCommand, part } from './command';

const deposit: NamedCommand = {
  name: 'deposit',
  weight: 2,
  applies: always,
  act: async (world, draw) => {
    const buyer = buyerOf(world.model, draw);
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
    await look(world);
  },
};

const depositByBank: NamedCommand = {
  name: 'bank deposit',
  weight: 1,
  applies: always,
  act: (world, draw) =>
    bankDeposit(world, buyerOf(world.model, draw), inCents(part(300n * YUAN, draw)) + CENT, draw.fault),
};

/** The channels are asked of whatever waits for them. */
const attemptPayments: NamedCommand = {
  name: 'attempt payments',
  weight: 6,
  applies: (model) => model.payments.some(({ state }) => state === 'pending'),
  act: async (world, draw) => {
    world.channel.fate = draw.fate;
    await attempt(world);
    world.channel.fate = 'answered';
  },
};

export const PAYING_IN: readonly NamedCommand[] = [deposit, depositByBank, attemptPayments];
