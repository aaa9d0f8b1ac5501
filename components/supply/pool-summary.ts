/** A pool in a list of its provider's: what it is and what its hours ahead add up to. */
export interface PoolSummary {
  readonly pool: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly chip: string;
    readonly cards: number;
    readonly region: string;
    readonly site: string;
    readonly status: string;
  };
  readonly askMicros: bigint | null;
  readonly priceMicros: bigint | null;
  /** Card-hours, the next 24 hours and the whole horizon. */
  readonly offeredDay: number;
  readonly reservedDay: number;
  readonly offeredHorizon: number;
  readonly reservedHorizon: number;
}
