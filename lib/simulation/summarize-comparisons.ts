import type { DayComparison } from './compare-policies';
import type { BuyersGot, DayMeasure } from './measure-day';
import type { Figure, RoundLengthRow } from './round-length';

type Figures = Omit<RoundLengthRow, 'policy' | 'roundsPerDay' | 'protections'>;

/** Where the measures stand that others are compared with. */
export interface Yardsticks {
  readonly hindsight: number;
  readonly firstCome: number;
}

/** The figures of the policy at a position over several days: mean, least and most (M-6b). */
export function figuresOf(
  comparisons: readonly DayComparison[],
  position: number,
  yardsticks: Yardsticks,
): Figures {
  const over = (read: (measure: DayMeasure, of: DayComparison) => number): Figure =>
    figureOf(
      comparisons.flatMap((comparison) => {
        const measure = comparison.measures[position];
        return measure ? [read(measure, comparison)] : [];
      }),
    );
  const ofBound = (micros: (measure: DayMeasure) => bigint) =>
    over((measure, { boundMicros }) => Number(micros(measure)) / Number(boundMicros));
  return {
    welfareShare: ofBound((measure) => measure.welfareMicros),
    welfareOverFirstCome: over(
      (measure, { measures }) =>
        Number(measure.welfareMicros) / Number(measures[yardsticks.firstCome]?.welfareMicros ?? 1n),
    ),
    cardHoursShare: over(
      (measure, { measures }) => measure.cardHours / (measures[yardsticks.hindsight]?.cardHours ?? 1),
    ),
    limitFilledShare: over(({ limitBuyers }) => filledShare(limitBuyers)),
    instantFilledShare: over(({ instantBuyers }) => filledShare(instantBuyers)),
    limitSurplusShare: ofBound(({ limitBuyers }) => limitBuyers.surplusMicros),
    instantSurplusShare: ofBound(({ instantBuyers }) => instantBuyers.surplusMicros),
    providersSurplusShare: ofBound((measure) => measure.providersSurplusMicros),
    revenueShare: over(
      (measure, { measures }) =>
        Number(measure.revenueMicros) / Number(measures[yardsticks.firstCome]?.revenueMicros ?? 1n),
    ),
  };
}

const filledShare = ({ filled, orders }: BuyersGot): number => (orders === 0 ? 0 : filled / orders);

const SHARE_STEPS = 10_000;
const rounded = (value: number): number => Math.round(value * SHARE_STEPS) / SHARE_STEPS;

/** Mean, its standard error, least and most, to four places. */
export function figureOf(values: readonly number[]): Figure {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return {
    mean: rounded(mean),
    standardError: rounded(Math.sqrt(squares / Math.max(1, count - 1) / count)),
    least: rounded(values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
    most: rounded(values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
  };
}
