import { chipByKey } from '@/lib/compute/chips';
import { amountText, type Micros } from '@/lib/core/amount';
import { csvText } from '@/lib/core/csv';
import { hourStart } from '@/lib/core/hours';
import type { PriceDay } from '@/lib/oversight/price-statistics';
import type { RoundRow } from '../rounds/list-rounds';
import type { PublishedPoolHour } from './get-market-pool';
import type { MarketPool } from './list-market-pools';

const amount = (micros: Micros | string | null): string | null =>
  micros === null ? null : amountText(BigInt(micros));

/** The market's pools as a file, with their first sellable hour. */
export const marketPoolsCsv = (rows: readonly MarketPool[], currency: string): string =>
  csvText<MarketPool>(
    [
      { header: 'code', value: (row) => row.code },
      { header: 'name', value: (row) => row.name },
      { header: 'provider', value: (row) => row.providerName },
      { header: 'status', value: (row) => row.status },
      { header: 'vendor', value: (row) => chipByKey(row.chip)?.vendor ?? null },
      { header: 'chip', value: (row) => row.chip },
      { header: 'cards', value: (row) => row.cards },
      { header: 'lot_cards', value: (row) => row.lotCards },
      { header: 'free_card_hours_24h', value: (row) => row.freeCardHours },
      { header: `ask_${currency}_per_card_hour`, value: (row) => amount(row.askMicros) },
      { header: `last_price_${currency}_per_card_hour`, value: (row) => amount(row.priceMicros) },
      { header: 'last_price_round', value: (row) => row.priceRoundNumber },
      { header: 'region', value: (row) => row.region },
      { header: 'site', value: (row) => row.site },
      { header: 'server_interconnect_gbs', value: (row) => row.serverInterconnectGbs },
      { header: 'network_gbits', value: (row) => row.networkGbits },
      { header: 'pue', value: (row) => row.pue },
      { header: 'green_share', value: (row) => row.greenShare },
    ],
    rows,
  );

/** A pool's hours ahead as a file. */
export const marketPoolHoursCsv = (
  rows: readonly PublishedPoolHour[],
  roundNumbers: ReadonlyMap<string, number>,
  currency: string,
): string =>
  csvText<PublishedPoolHour>(
    [
      { header: 'hour_utc', value: (row) => hourStart(row.hour).toISOString() },
      { header: 'offered_cards', value: (row) => row.offeredCards },
      { header: 'reserved_cards', value: (row) => row.reservedCards },
      { header: `ask_${currency}_per_card_hour`, value: (row) => amount(row.askMicros) },
      { header: `last_price_${currency}_per_card_hour`, value: (row) => amount(row.priceMicros) },
      { header: `indicative_price_${currency}_per_card_hour`, value: (row) => amount(row.indicativeMicros) },
      { header: 'held_back_cards', value: (row) => row.heldBackCards },
      {
        header: 'price_round',
        value: (row) => (row.priceRoundId === null ? null : (roundNumbers.get(row.priceRoundId) ?? null)),
      },
    ],
    rows,
  );

/** Price statistics by chip and day as a file. */
export const priceDaysCsv = (rows: readonly PriceDay[], currency: string): string =>
  csvText<PriceDay>(
    [
      { header: 'chip', value: (row) => row.chip },
      { header: 'day_utc', value: (row) => row.day },
      { header: 'card_hours', value: (row) => row.cardHours },
      { header: `value_${currency}`, value: (row) => amount(row.valueMicros) },
      { header: `least_${currency}_per_card_hour`, value: (row) => amount(row.leastMicros) },
      { header: `p25_${currency}_per_card_hour`, value: (row) => amount(row.p25Micros) },
      { header: `median_${currency}_per_card_hour`, value: (row) => amount(row.medianMicros) },
      { header: `p75_${currency}_per_card_hour`, value: (row) => amount(row.p75Micros) },
      { header: `most_${currency}_per_card_hour`, value: (row) => amount(row.mostMicros) },
    ],
    rows,
  );

/** Committed rounds as a file (M-14). */
export const roundsCsv = (rows: readonly RoundRow[], currency: string): string =>
  csvText<RoundRow>(
    [
      { header: 'number', value: (row) => row.number },
      { header: 'at', value: (row) => row.eventAt.toISOString() },
      { header: 'started_by', value: (row) => row.startedBy },
      { header: 'engine', value: (row) => row.engine },
      { header: 'orders', value: (row) => row.counts.orders },
      { header: 'filled', value: (row) => row.counts.filled },
      { header: 'no_option', value: (row) => row.counts.no_option },
      { header: 'below_ask', value: (row) => row.counts.below_ask },
      { header: 'outbid', value: (row) => row.counts.outbid },
      { header: 'paradoxical', value: (row) => row.counts.paradoxical },
      { header: 'card_hours', value: (row) => row.cardHours },
      { header: `paid_${currency}`, value: (row) => amount(row.payMicros) },
      { header: `declared_surplus_${currency}`, value: (row) => amount(row.welfareMicros) },
      { header: `bound_${currency}`, value: (row) => amount(row.boundMicros) },
      { header: `lost_value_${currency}`, value: (row) => amount(row.lostValueMicros) },
      { header: `regret_${currency}`, value: (row) => amount(row.regretMicros) },
      { header: 'elapsed_ms', value: (row) => row.elapsedMs },
      { header: 'terms_version', value: (row) => row.termsVersion },
    ],
    rows,
  );
