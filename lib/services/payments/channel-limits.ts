import type { ChannelName } from '@/db/schema';
import type { Micros } from '@/lib/core/amount';
import { fromMinorUnits } from '@/lib/ledger/minor-units';

/** Cards' networks count eight digits of minor units (docs.stripe.com/currencies). */
const CARD_MINOR_MOST = 99_999_999;
const MOST_MICROS = 100_000_000n * 1_000_000n;

/** The most that one top-up may bring in over a channel, in micros. */
export const mostTopUpMicros = (channel: ChannelName, currency: string): Micros => {
  if (channel !== 'stripe') return MOST_MICROS;
  const most = fromMinorUnits(CARD_MINOR_MOST, currency);
  return most < MOST_MICROS ? most : MOST_MICROS;
};
