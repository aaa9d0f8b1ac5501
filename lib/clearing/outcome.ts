import type { Lot, MultiplierRow } from './book';

export type { Lot } from './book';

/** The file format of an outcome: what one round publishes (`cardhour.outcome/1`). */
export const OUTCOME_FORMAT = 'cardhour.outcome/1';

/** The engine's name and version, written into every outcome it makes. */
export const ENGINE = 'cardhour/0.2.0';

/** The four reasons of M-15, in the order they are tried. */
export const UNFILLED_REASONS = ['no_option', 'below_ask', 'outbid', 'paradoxical'] as const;
export type UnfilledReason = (typeof UNFILLED_REASONS)[number];

/** A filled order: its lots in canonical form and what it pays in micros (M-11). */
export interface OutcomeTrade {
  readonly order: string;
  readonly pay: number;
  readonly lots: readonly Lot[];
}

export interface UnfilledOrder {
  readonly order: string;
  readonly reason: UnfilledReason;
}

/** A pool-hour priced above its ask, in micros per card-hour (M-9, M-10). */
export interface PriceRow {
  readonly pool: string;
  readonly hour: number;
  readonly price: number;
}

/** What a round publishes. Plain data: it may be cloned, stored and sent between threads. */
export interface Outcome {
  readonly format: typeof OUTCOME_FORMAT;
  readonly engine: string;
  readonly trades: readonly OutcomeTrade[];
  readonly unfilled: readonly UnfilledOrder[];
  readonly prices: readonly PriceRow[];
  readonly welfare: string;
  readonly bound: string;
  readonly lostValue: string;
  readonly regret: string;
  readonly certificate: readonly MultiplierRow[];
  readonly elapsedMs: number;
}
