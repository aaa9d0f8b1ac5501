import { z } from 'zod';
import { type Hour, hourOf } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';

const seconds = z.int().min(5).max(86_400);
const bps = z.int().min(0).max(10_000);

/** The terms an operator may change (M-19). */
export const TermsValues = z.strictObject({
  feeBps: bps,
  acceptanceWindowHours: z.int().min(1).max(720),
  startGraceMinutes: z.int().min(0).max(1440),
  leadMinutes: z.int().min(0).max(1440),
  quoteLifeSeconds: seconds,
  horizonHours: z.int().min(24).max(8784),
  mainRoundSeconds: seconds,
  indicativeRoundSeconds: seconds,
  payoutMinimumMicros: z.bigint().min(0n),
  askRaiseNoticeHours: z.int().min(0).max(720),
  taxBps: bps,
  /** The share of a pool-hour's offered cards that instant orders leave for rounds (M-6b). */
  instantReserveBps: bps,
  /** The reserve ends so many hours before the pool-hour starts. */
  instantReserveHours: z.int().min(0).max(8784),
  /** Cards that came free or got cheaper pass one main round before instant orders take them. */
  freedCardsPassRound: z.boolean(),
  /** Days until a card payment can't be charged back any more (L-6). */
  cardFinalDays: z.int().min(0).max(730),
  /** Days after which earnings from such money are paid out; no more than until it is final. */
  cardPayoutDays: z.int().min(0).max(730),
  /** The share of such earnings that waits until the money is final. */
  cardReserveBps: bps,
  /** Hours between payouts of what is payable. */
  payoutIntervalHours: z.int().min(1).max(8784),
  /** The share of the fees that goes into the guarantee (L-6). */
  guaranteeBps: bps,
  /** Hours in which both sides of a dispute may state (S-3). */
  disputeStatementHours: z.int().min(1).max(8784),
});
export type TermsValues = Readonly<z.infer<typeof TermsValues>>;

/** One version of the market's terms, valid from an hour on (M-19). */
export interface MarketTerms extends TermsValues {
  readonly version: number;
  readonly validFromHour: Hour;
}

/** The terms a market starts with (M-19). */
export const DEFAULT_TERMS: TermsValues = {
  feeBps: 200,
  acceptanceWindowHours: 72,
  startGraceMinutes: 30,
  leadMinutes: 15,
  quoteLifeSeconds: 300,
  horizonHours: 336,
  mainRoundSeconds: 3600,
  indicativeRoundSeconds: 600,
  payoutMinimumMicros: 100_000_000n,
  askRaiseNoticeHours: 24,
  taxBps: 0,
  instantReserveBps: 3000,
  instantReserveHours: 24,
  freedCardsPassRound: false,
  cardFinalDays: 120,
  cardPayoutDays: 14,
  cardReserveBps: 1000,
  payoutIntervalHours: 24,
  guaranteeBps: 2000,
  disputeStatementHours: 72,
};

/** The terms in force in an hour: of those valid from it or before, the latest, the higher version first (M-19). */
export function termsAt<T extends Pick<MarketTerms, 'version' | 'validFromHour'>>(
  versions: readonly T[],
  hour: Hour,
): T | null {
  let found: T | null = null;
  for (const terms of versions) {
    if (terms.validFromHour > hour) continue;
    if (
      found === null ||
      terms.validFromHour > found.validFromHour ||
      (terms.validFromHour === found.validFromHour && terms.version > found.version)
    )
      found = terms;
  }
  return found;
}

export const TERMS_NOTICE_HOURS = 24;

/** The next version of the terms, if it changes something and is announced long enough ahead (M-19). */
export function changeTerms(
  latest: MarketTerms,
  values: TermsValues,
  validFromHour: Hour,
  now: Date,
  noticeHours = TERMS_NOTICE_HOURS,
): Result<
  MarketTerms,
  'notice_too_short' | 'nothing_changed' | 'rounds_out_of_order' | 'card_days_out_of_order'
> {
  const soonest = hourOf(now) + 1 + noticeHours;
  if (validFromHour < soonest) return refuse('notice_too_short', { validFromHour, soonestHour: soonest });
  if (values.indicativeRoundSeconds > values.mainRoundSeconds)
    return refuse('rounds_out_of_order', {
      mainRoundSeconds: values.mainRoundSeconds,
      indicativeRoundSeconds: values.indicativeRoundSeconds,
    });
  const { cardPayoutDays, cardFinalDays } = values;
  if (cardPayoutDays > cardFinalDays)
    return refuse('card_days_out_of_order', { cardPayoutDays, cardFinalDays });
  const keys = Object.keys(DEFAULT_TERMS) as (keyof TermsValues)[];
  if (keys.every((key) => values[key] === latest[key])) return refuse('nothing_changed');
  return ok({ ...values, version: latest.version + 1, validFromHour });
}
