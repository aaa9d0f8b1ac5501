import { isBlockOption, type OrderOption } from '@/lib/market/order';

/**
 * How much of an order's work each pool's lots do, as exact integer weights (S-2): cards ÷ the option's card-hours,
 * scaled by the product of all card-hours so that nothing is rounded. A block does all of it in its one pool.
 */
export function workShares(
  options: readonly OrderOption[],
  hours: readonly { readonly poolId: string; readonly cards: number }[],
): Map<string, bigint> {
  const cardHoursOf = new Map(
    options.flatMap((option) =>
      isBlockOption(option) ? [] : [[option.poolId, BigInt(option.cardHours)] as const],
    ),
  );
  const used = [...new Set(hours.map((row) => row.poolId))];
  const scale = used.reduce((product, poolId) => product * (cardHoursOf.get(poolId) ?? 1n), 1n);
  const shares = new Map<string, bigint>();
  for (const row of hours) {
    const weight = BigInt(row.cards) * (scale / (cardHoursOf.get(row.poolId) ?? 1n));
    shares.set(row.poolId, (shares.get(row.poolId) ?? 0n) + weight);
  }
  return shares;
}
