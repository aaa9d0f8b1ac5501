/** One way to fill a block order: `cards` for `hours` consecutive hours in a pool (M-4). */
export interface BlockOption {
  readonly poolId: string;
  readonly cards: number;
  readonly hours: number;
}

/** One pool of a spread order: the card-hours the whole job would take there, at most `maxCards` at once (M-4). */
export interface SpreadOption {
  readonly poolId: string;
  readonly cardHours: number;
  readonly maxCards: number;
}

export type OrderOption = BlockOption | SpreadOption;

export const isBlockOption = (option: OrderOption): option is BlockOption => 'cards' in option;

/** `cards` cards in every hour of [hour, hour + hours) of a pool, at one price per card-hour per hour. */
export interface PricedLot {
  readonly poolId: string;
  readonly hour: number;
  readonly hours: number;
  readonly cards: number;
  /** Decimal strings of micros per card-hour, one per hour. */
  readonly pricesMicros: readonly string[];
}
