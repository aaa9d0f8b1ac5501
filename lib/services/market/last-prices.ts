import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Micros } from '@/lib/core/amount';
import { groupBy } from '@/lib/core/group';
import { priceChange } from '@/lib/oversight/price-change';
import { weightedQuantile } from '@/lib/oversight/price-statistics';

const DAY_MS = 86_400_000;
/** A chip that no round traded for this long has no last price. */
const LOOK_BACK_DAYS = 15;

/** The volume-weighted median price per card-hour of a chip in the latest round that traded it. */
export interface LastPrice {
  readonly chip: string;
  readonly priceMicros: Micros;
  readonly roundNumber: number;
  readonly roundAt: Date;
  /** In that round. */
  readonly cardHours: number;
  /** In all rounds of the last 15 days. */
  readonly latelyCardHours: number;
  /** Against the same figure of the latest round at least 24 h ago that traded it; null without one. */
  readonly changeShare: number | null;
}

interface PricedRow extends Record<string, unknown> {
  chip: string;
  is_last: boolean;
  lately: number;
  number: number;
  at_ms: number;
  price: string;
  card_hours: number;
}

/** Last prices of every chip that rounds traded lately, the most traded first. */
export async function listLastPrices(tx: Tx, now: Date): Promise<LastPrice[]> {
  const since = new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS).toISOString();
  const dayAgo = new Date(now.getTime() - DAY_MS).toISOString();
  const rows = await tx.execute<PricedRow>(sql`
    with traded as (
      select p.chip, r.id, r.number, r.event_at, rp.price_micros, sum(rp.traded_cards)::integer as card_hours
      from published.rounds r
      join published.round_prices rp on rp.round_id = r.id and rp.traded_cards > 0
      join published.pools p on p.id = rp.pool_id
      where r.event_at >= ${since}::timestamptz
      group by 1, 2, 3, 4, 5
    ), marks as (
      select chip, sum(card_hours)::float8 as lately, max(number) as last_number, max(number) filter (where event_at <= ${dayAgo}::timestamptz) as before_number
      from traded group by chip
    )
    select t.chip, m.lately, t.number = m.last_number as is_last, t.number, (extract(epoch from t.event_at) * 1000)::float8 as at_ms,
      t.price_micros as price, t.card_hours
    from traded t join marks m on m.chip = t.chip and t.number in (m.last_number, m.before_number)`);
  return [...groupBy(rows, (row) => row.chip)]
    .flatMap(([chip, priced]) => lastPrice(chip, priced))
    .sort((a, b) => b.latelyCardHours - a.latelyCardHours || (a.chip < b.chip ? -1 : 1));
}

function lastPrice(chip: string, rows: readonly PricedRow[]): LastPrice[] {
  const median = (part: readonly PricedRow[]) =>
    weightedQuantile(
      part.map((row) => ({ priceMicros: BigInt(row.price), cardHours: row.card_hours })),
      50,
    );
  const last = rows.filter((row) => row.is_last);
  const earlier = rows.filter((row) => !row.is_last);
  const [first] = last;
  const priceMicros = median(last);
  if (!first || priceMicros === null) return [];
  return [
    {
      chip,
      priceMicros,
      roundNumber: first.number,
      roundAt: new Date(first.at_ms),
      cardHours: last.reduce((sum, row) => sum + row.card_hours, 0),
      latelyCardHours: first.lately,
      changeShare: priceChange(priceMicros, median(earlier)),
    },
  ];
}
