/** The market's numbers as the model has them, apart from the product's own. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const YUAN = 1_000_000n;
export const CENT = 10_000n;
export const BPS = 10_000n;

export const FEE_BPS = 200n;
export const LATE_BPS_PER_HOUR = 100n;
export const LATE_CAP_BPS = 2000n;
export const FAILURE_BPS = 2000n;
export const CANCEL_BPS = 500n;
export const GUARANTEE_BPS = 2000n;
/** After a lease's last hour its provider may report for so long. */
export const GRACE_HOURS = 24;
/** So long after its promised start a lease that didn't start may be left. */
export const START_GRACE_MS = HOUR_MS / 2;
/** After this silence a delivery is accepted. */
export const WINDOW_MS = 72 * HOUR_MS;
/** Alipay takes money back for so long. */
export const ALIPAY_RETURN_MS = 90 * DAY_MS;
export const PAYOUT_MINIMUM = YUAN;

/** The market's terms about card money. */
export interface CardTerms {
  readonly finalDays: number;
  readonly payoutDays: number;
  readonly reserveBps: bigint;
}

/** So short that card money comes to be final within a run. */
export const CARD_TERMS: CardTerms = { finalDays: 6, payoutDays: 1, reserveBps: 1_000n };

export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
export const inCents = (micros: bigint): bigint => (micros / CENT) * CENT;
export const sum = (micros: readonly bigint[]): bigint => micros.reduce((all, one) => all + one, 0n);
