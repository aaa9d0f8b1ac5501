import fc from 'fast-check';
import { FATES, type Fate } from '../faulty-channel';
import { FAULTS, type Fault } from '../faulty-database';
import type { MoneyModel } from '../model/money-model';
import { compare } from '../world/compare';
import { count } from '../world/seen';
import type { World } from '../world/world';
import { BUYING } from './buying';
import { CHANNEL_TELLS } from './channel-tells';
import { type Draw, oneOf } from './command';
import { DELIVERING } from './delivering';
import { DISPUTING } from './disputing';
import { LEAVING } from './leaving';
import { PASSING_TIME } from './passing-time';
import { PAYING_IN } from './paying-in';
import { PAYING_OUT } from './paying-out';

const COMMANDS = [
  ...PAYING_IN,
  ...BUYING,
  ...PASSING_TIME,
  ...DELIVERING,
  ...DISPUTING,
  ...LEAVING,
  ...PAYING_OUT,
  ...CHANNEL_TELLS,
];
const SECOND_MS = 1_000;

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
    const possible = COMMANDS.filter(({ applies }) => applies(model, this.draw)).flatMap((one) =>
      Array.from({ length: one.weight }, () => one),
    );
    const chosen = oneOf(possible, this.pick);
    if (!chosen) return;
    this.did = chosen.name;
    count(`(${chosen.name})`);
    // Nothing happens at the same instant as something else, so that what came first is known.
    model.now += SECOND_MS;
    await chosen.act(world, this.draw);
    await compare(world, this.toString());
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
