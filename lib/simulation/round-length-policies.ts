import { DEFAULT_TERMS } from '@/lib/market/terms';
import type { ComparedPolicy } from './compare-policies';
import { type Protections, UNPROTECTED } from './policy';
import type { RoundLengthRow } from './round-length';

type Named = Pick<RoundLengthRow, 'policy' | 'roundsPerDay' | 'protections'> & {
  readonly compared: ComparedPolicy;
};

const DAY_MINUTES = 1440;
const ROUNDS_PER_DAY = [1, 4, 24, 1440] as const;

/** The protections as the market's terms stand (M-6b). */
export const DEFAULT_PROTECTIONS: Protections = {
  indicativeMinutes: DEFAULT_TERMS.indicativeRoundSeconds / 60,
  instantReserveBps: DEFAULT_TERMS.instantReserveBps,
  instantReserveHours: DEFAULT_TERMS.instantReserveHours,
  freedCardsPassRound: DEFAULT_TERMS.freedCardsPassRound,
};

const { indicativeMinutes, instantReserveBps, instantReserveHours } = DEFAULT_PROTECTIONS;

const SETS: readonly (readonly [NonNullable<RoundLengthRow['protections']>, Protections])[] = [
  ['none', UNPROTECTED],
  ['indicative_prices', { ...UNPROTECTED, indicativeMinutes }],
  ['freed_cards_pass_round', { ...UNPROTECTED, freedCardsPassRound: true }],
  ['reserve', { ...UNPROTECTED, instantReserveBps, instantReserveHours }],
  ['all', DEFAULT_PROTECTIONS],
];

/** Everything the table of round lengths compares: hindsight, rounds with each protection, none and all, first come. */
export const ROUND_LENGTH_POLICIES: readonly Named[] = [
  { policy: 'hindsight', roundsPerDay: null, protections: null, compared: { kind: 'hindsight' } },
  ...ROUNDS_PER_DAY.flatMap((perDay) =>
    SETS.map(
      ([name, protections]): Named => ({
        policy: 'rounds',
        roundsPerDay: perDay,
        protections: name,
        compared: { kind: 'rounds', everyMinutes: DAY_MINUTES / perDay, protections },
      }),
    ),
  ),
  { policy: 'first_come', roundsPerDay: null, protections: null, compared: { kind: 'first_come' } },
];

/** Hindsight stands first, first come last. */
export const YARDSTICKS = { hindsight: 0, firstCome: ROUND_LENGTH_POLICIES.length - 1 };
