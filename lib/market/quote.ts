import type { OrderOption, PricedLot } from './order';

/** A figure with its source, or why it isn't known (P-6): no default stands in for a measurement. */
export type Figure<T = number> =
  | { readonly known: true; readonly value: T; readonly source: string }
  | { readonly known: false; readonly why: string };

/** Everything a quote shows and was made from (M-6, P-6); stored with it. */
export interface QuoteFacts {
  readonly shape: 'block' | 'spread';
  readonly option: readonly OrderOption[];
  readonly lots: readonly PricedLot[];
  readonly chip: string;
  readonly cards: number;
  readonly cardHours: number;
  readonly cardHoursP50: number;
  readonly cardHoursP90: number;
  readonly finishHourP50: number;
  readonly finishHourP90: number;
  readonly energyKwh: Figure;
  readonly carbonKg: Figure;
  readonly transferHours: Figure;
  readonly latencyMs: Figure;
  readonly providerRecord: Figure<{
    readonly leases: number;
    readonly deliveredShare: number;
    readonly onTimeShare: number;
  }>;
  readonly evidence: readonly { readonly id: string; readonly text: string }[];
  readonly assumptions: readonly string[];
  readonly priceSheet: { readonly roundNumber: number | null; readonly poolHourVersions: readonly number[] };
}
