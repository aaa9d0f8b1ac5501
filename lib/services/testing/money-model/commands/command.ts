import type { Fate } from '../faulty-channel';
import type { Fault } from '../faulty-database';
import type { MoneyModel } from '../model/money-model';
import type { World } from '../world/world';

/** What a command is drawn with; each command reads what it needs. */
export interface Draw {
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

export interface NamedCommand {
  readonly name: string;
  /** How often it is drawn, beside the others that can be done now. */
  readonly weight: number;
  /** Whether there is anything for it to do. */
  readonly applies: (model: MoneyModel, draw: Draw) => boolean;
  readonly act: (world: World, draw: Draw) => Promise<void>;
}

export const always = (): boolean => true;

/** There is at least one of these. */
export const some =
  (list: (model: MoneyModel) => readonly unknown[]) =>
  (model: MoneyModel): boolean =>
    list(model).length > 0;

/** A command on one of the things it can be done to. */
export const onOne = <T>(
  name: string,
  weight: number,
  list: (model: MoneyModel) => readonly T[],
  act: (world: World, one: T, draw: Draw) => Promise<void>,
): NamedCommand => ({
  name,
  weight,
  applies: some(list),
  act: async (world, draw) => {
    const one = oneOf(list(world.model), draw.which);
    if (one !== undefined) await act(world, one, draw);
  },
});

export const oneOf = <T>(items: readonly T[], at: number): T | undefined => items[at % items.length];

export const buyerOf = (model: MoneyModel, { who }: Draw): string => oneOf(model.buyers, who) ?? '';

export const part = (whole: bigint, { share }: Draw): bigint => (whole * BigInt(share)) / 1_000_000n;
