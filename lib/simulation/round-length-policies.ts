import { DEFAULT_TERMS } from '@/lib/market/terms';
import type { ComparedPolicy } from './compare-policies';
import { type Protections, UNPROTECTED } from './policy';
import type { RoundLengthRow } from './round-length';

export type NamedPolicy = Pick<RoundLengthRow, 'policy' | 'roundsPerDay' | 'protections'> & {
  readonly compared: ComparedPolicy;
};

const DAY_MINUTES = 1440;
const ROUNDS_PER_DAY = [1, 4, 24, 1440] as const;

/** All three protections, as the market's terms stand, the one included that is off by default (M-6b). */
export const ALL_PROTECTIONS: Protections = {
  indicativeMinutes: DEFAULT_TERMS.indicativeRoundSeconds / 60,
  instantReserveBps: DEFAULT_TERMS.instantReserveBps,
  instantReserveHours: DEFAULT_TERMS.instantReserveHours,
  freedCardsPassRound: true,
};

const { indicativeMinutes, instantReserveBps, instantReserveHours } = ALL_PROTECTIONS;

const SETS: readonly (readonly [NonNullable<RoundLengthRow['protections']>, Protections])[] = [
  ['none', UNPROTECTED],
  ['indicative_prices', { ...UNPROTECTED, indicativeMinutes }],
  ['freed_cards_pass_round', { ...UNPROTECTED, freedCardsPassRound: true }],
  ['reserve', { ...UNPROTECTED, instantReserveBps, instantReserveHours }],
  ['all', ALL_PROTECTIONS],
];

const HINDSIGHT: NamedPolicy = {
  policy: 'hindsight',
  roundsPerDay: null,
  protections: null,
  compared: { kind: 'hindsight' },
};
const FIRST_COME: NamedPolicy = {
  policy: 'first_come',
  roundsPerDay: null,
  protections: null,
  compared: { kind: 'first_come' },
};

const inRounds = (
  roundsPerDay: number,
  name: NonNullable<RoundLengthRow['protections']>,
  protections: Protections,
): NamedPolicy => ({
  policy: 'rounds',
  roundsPerDay,
  protections: name,
  compared: { kind: 'rounds', everyMinutes: DAY_MINUTES / roundsPerDay, protections },
});

/** Rounds of every length without protections, between hindsight and first come: what the length alone does. */
export const unprotectedPolicies = (roundsPerDay: readonly number[]): readonly NamedPolicy[] => [
  HINDSIGHT,
  ...roundsPerDay.map((perDay) => inRounds(perDay, 'none', UNPROTECTED)),
  FIRST_COME,
];

/** Everything the table of round lengths compares: hindsight, rounds with each protection, none and all, first come. */
export const ROUND_LENGTH_POLICIES: readonly NamedPolicy[] = [
  HINDSIGHT,
  ...ROUNDS_PER_DAY.flatMap((perDay) =>
    SETS.map(([name, protections]) => inRounds(perDay, name, protections)),
  ),
  FIRST_COME,
];

/** Hindsight stands first, first come last. */
export const yardsticksOf = (policies: readonly NamedPolicy[]) => ({
  hindsight: 0,
  firstCome: policies.length - 1,
});
