import { assert } from '@/lib/core/assert';
import { mulberry32 } from '@/lib/core/prng';

/** Draws for the demo's cast: the same seed gives the same market. */
export interface Dice {
  /** In [0, 1). */
  readonly roll: () => number;
  readonly chance: (share: number) => boolean;
  readonly between: (least: number, most: number) => number;
  readonly whole: (least: number, most: number) => number;
  readonly oneOf: <T>(items: readonly T[]) => T;
  /** Log-normal: half of all draws below the median. */
  readonly around: (median: number, spread: number) => number;
  readonly bytes: (count: number) => Uint8Array;
}

export function makeDice(seed: number): Dice {
  const roll = mulberry32(seed);
  const between = (least: number, most: number) => least + roll() * (most - least);
  const whole = (least: number, most: number) => Math.floor(between(least, most + 1));
  const normal = () => Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
  return {
    roll,
    chance: (share) => roll() < share,
    between,
    whole,
    oneOf: (items) => {
      const item = items[Math.floor(roll() * items.length)];
      assert(item !== undefined, 'dice: nothing to choose from');
      return item;
    },
    around: (median, spread) => median * Math.exp(normal() * spread),
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(roll() * 256)),
  };
}
