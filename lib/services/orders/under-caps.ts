import { and, between, inArray, isNotNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { publishedPoolHours } from '@/db/schema';
import type { Fill, FillHour } from './fill-orders';

/** The caps that pool-hours have whose provider failed a lease there (S-5), by pool and hour. */
async function capsOf(tx: Tx, hours: readonly FillHour[]): Promise<Map<string, bigint>> {
  if (hours.length === 0) return new Map();
  const at = hours.map((row) => row.hour);
  const rows = await tx
    .select({
      poolId: publishedPoolHours.poolId,
      hour: publishedPoolHours.hour,
      capMicros: publishedPoolHours.askCapMicros,
    })
    .from(publishedPoolHours)
    .where(
      and(
        inArray(publishedPoolHours.poolId, [...new Set(hours.map((row) => row.poolId))]),
        between(publishedPoolHours.hour, Math.min(...at), Math.max(...at)),
        isNotNull(publishedPoolHours.askCapMicros),
      ),
    );
  return new Map(
    rows.flatMap(({ poolId, hour, capMicros }) =>
      capMicros === null ? [] : [[`${poolId} ${hour}`, capMicros]],
    ),
  );
}

/**
 * Fills at no more than the caps of hours whose provider failed a lease there (S-5): an instant order's quote may be older
 * than the cap. A round's prices keep the caps of its book, and everybody in it pays those.
 */
export async function underCaps(tx: Tx, fills: readonly Fill[]): Promise<readonly Fill[]> {
  const instant = fills.filter((fill) => fill.roundId === null);
  const caps = await capsOf(
    tx,
    instant.flatMap((fill) => fill.hours),
  );
  if (caps.size === 0) return fills;
  const capped = (row: FillHour): FillHour => {
    const cap = caps.get(`${row.poolId} ${row.hour}`);
    return cap !== undefined && cap < row.priceMicros ? { ...row, priceMicros: cap } : row;
  };
  return fills.map((fill) => (fill.roundId === null ? { ...fill, hours: fill.hours.map(capped) } : fill));
}
