import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargebackKept, chargebackMoves, mergeChargeback } from './merge-chargeback';

const CREATED = { amountMicros: 60n, state: 'open', withdrawn: false, reinstated: false } as const;
const WITHDRAWN = { amountMicros: 100n, state: 'open', withdrawn: true, reinstated: false } as const;
const WON = { amountMicros: 90n, state: 'won', withdrawn: false, reinstated: false } as const;
const BACK = { amountMicros: 100n, state: 'won', withdrawn: true, reinstated: true } as const;
const LOST = { amountMicros: 90n, state: 'lost', withdrawn: false, reinstated: false } as const;
type Seen = typeof CREATED | typeof WITHDRAWN | typeof WON | typeof BACK | typeof LOST;

const standing = (events: readonly (Seen | (typeof BACK & { reinstatedMicros: bigint | null }))[]) => {
  let kept: ChargebackKept | null = null;
  let taken = 0;
  let givenBack = 0;
  for (const seen of events) {
    const next: ChargebackKept = mergeChargeback(kept, seen);
    const moves = chargebackMoves(kept, next);
    taken += moves.takes ? 1 : 0;
    givenBack += moves.givesBack ? 1 : 0;
    kept = next;
  }
  return { ...kept, taken, givenBack };
};

/** Where it ends; of what nothing was taken for, the amount is only what was said last. */
const ended = ({ amountMicros, ...end }: ReturnType<typeof standing>) => ({
  ...end,
  takenMicros: end.withdrawn ? amountMicros : null,
});

describe('the events of a chargeback', () => {
  it('that is lost take the money once', () => {
    const lost = {
      amountMicros: 100n,
      state: 'lost',
      withdrawn: true,
      taken: 1,
      givenBack: 0,
      reinstatedMicros: 0n,
    };
    expect(standing([CREATED, WITHDRAWN, LOST])).toEqual(lost);
    expect(standing([LOST, WITHDRAWN, WITHDRAWN, CREATED])).toEqual(lost);
  });
  it('that is won take it once and give it back once', () => {
    const won = {
      amountMicros: 100n,
      state: 'won',
      withdrawn: true,
      taken: 1,
      givenBack: 1,
      reinstatedMicros: 100n,
    };
    expect(standing([CREATED, WITHDRAWN, WON, BACK])).toEqual(won);
    expect(standing([BACK, WITHDRAWN, CREATED])).toEqual(won);
  });
  it('take what was withdrawn, 100, whatever is said to be at stake before or after', () => {
    expect(standing([CREATED, WITHDRAWN, LOST]).amountMicros).toBe(100n);
    expect(standing([LOST, WITHDRAWN]).amountMicros).toBe(100n);
    expect(standing([CREATED, LOST]).amountMicros).toBe(90n);
  });
  it('of an inquiry that never took anything move nothing', () => {
    expect(standing([CREATED, WON])).toEqual({
      amountMicros: 90n,
      state: 'won',
      withdrawn: false,
      reinstatedMicros: 0n,
      taken: 0,
      givenBack: 0,
    });
  });
  it('give back what the channel did, 40 of 100 taken, and never more than was taken', () => {
    const back = (reinstatedMicros: bigint | null) => ({ ...BACK, reinstatedMicros });
    expect(standing([WITHDRAWN, back(40n), BACK])).toMatchObject({ reinstatedMicros: 40n, givenBack: 1 });
    expect(standing([WITHDRAWN, back(400n)]).reinstatedMicros).toBe(100n);
    expect(standing([WITHDRAWN, back(null)]).reinstatedMicros).toBe(100n);
  });
  it('wait, when we won, for the money that was taken', () => {
    expect(standing([WITHDRAWN, WON]).state).toBe('open');
    expect(standing([WON, WITHDRAWN]).state).toBe('open');
  });
  it('come to the same end in any order and however often told', () => {
    const events = fc.array(fc.constantFrom<Seen>(CREATED, WITHDRAWN, WON, BACK, LOST), { minLength: 1 });
    fc.assert(
      fc.property(
        events.chain((told) =>
          fc.tuple(
            fc.constant(told),
            fc.shuffledSubarray([...told, ...told], {
              minLength: told.length * 2,
              maxLength: told.length * 2,
            }),
          ),
        ),
        ([told, shuffled]) => {
          expect(ended(standing(shuffled))).toEqual(ended(standing(told)));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
