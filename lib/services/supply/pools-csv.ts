import type { PoolHourRow } from '@/db/queries/pool-hour-rows';
import type { PoolRow, PoolSummaryRow } from '@/db/queries/pool-rows';
import { amountText, type Micros, mulDivFloor } from '@/lib/core/amount';
import { type CsvColumn, csvText } from '@/lib/core/csv';
import { hourStart, localHour } from '@/lib/core/hours';

const amount = (micros: Micros | null): string | null => (micros === null ? null : amountText(micros));
const net = (micros: Micros, feeBps: number): Micros => micros - mulDivFloor(micros, BigInt(feeBps), 10_000n);

const fact = (
  header: string,
  read: (pool: PoolRow) => string | number | null,
): CsvColumn<PoolSummaryRow> => ({ header, value: (row) => read(row.pool) });

/** A provider's pools as a file: every fact of the listing, and the card-hours ahead. */
export function poolsCsv(rows: readonly PoolSummaryRow[], currency: string): string {
  return csvText(
    [
      fact('code', (pool) => pool.code),
      fact('name', (pool) => pool.name),
      fact('status', (pool) => pool.status),
      fact('chip', (pool) => pool.chip),
      fact('cards', (pool) => pool.cards),
      fact('cards_per_server', (pool) => pool.cardsPerServer),
      fact('lot_cards', (pool) => pool.lotCards),
      fact('region', (pool) => pool.region),
      fact('site', (pool) => pool.site),
      fact('node', (pool) => pool.nodeCode),
      { header: `ask_${currency}_per_card_hour`, value: (row) => amount(row.askMicros) },
      { header: `last_price_${currency}_per_card_hour`, value: (row) => amount(row.priceMicros) },
      { header: 'offered_card_hours_24h', value: (row) => row.offeredDay },
      { header: 'reserved_card_hours_24h', value: (row) => row.reservedDay },
      { header: 'offered_card_hours_horizon', value: (row) => row.offeredHorizon },
      { header: 'reserved_card_hours_horizon', value: (row) => row.reservedHorizon },
      fact('server_interconnect_gbs', (pool) => pool.serverInterconnectGbs),
      fact('network_gbits', (pool) => pool.networkGbits),
      fact('ingress_mbits', (pool) => pool.ingressMbits),
      fact('egress_mbits', (pool) => pool.egressMbits),
      fact('storage_tb', (pool) => pool.storageTb),
      fact('pue', (pool) => pool.pue),
      fact('green_share', (pool) => pool.greenShare),
      fact('latency_ms', (pool) => pool.latencyMs),
    ],
    rows,
  );
}

/** A pool's hours as a file, by UTC and by the site's clock. */
export function poolHoursCsv(
  hours: readonly PoolHourRow[],
  pool: { readonly timeZone: string },
  market: { readonly currency: string; readonly feeBps: number },
): string {
  const { currency, feeBps } = market;
  return csvText<PoolHourRow>(
    [
      { header: 'hour_utc', value: (row) => hourStart(row.hour).toISOString() },
      { header: 'local_date', value: (row) => localHour(row.hour, pool.timeZone).date },
      { header: 'local_hour', value: (row) => localHour(row.hour, pool.timeZone).hourOfDay },
      { header: 'offered_cards', value: (row) => row.offeredCards },
      { header: 'reserved_cards', value: (row) => row.reservedCards },
      { header: `ask_${currency}_per_card_hour`, value: (row) => amountText(row.askMicros) },
      {
        header: `ask_net_of_fee_${currency}_per_card_hour`,
        value: (row) => amountText(net(row.askMicros, feeBps)),
      },
      { header: `last_price_${currency}_per_card_hour`, value: (row) => amount(row.priceMicros) },
      { header: 'price_round_id', value: (row) => row.priceRoundId },
    ],
    hours,
  );
}
