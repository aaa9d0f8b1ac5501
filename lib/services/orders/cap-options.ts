import { isBlockOption, type OrderOption } from '@/lib/market/order';

/**
 * The options of an order, for a spread at most one per unit: every lease needs a unit of its own (S-2). The pools
 * that would take the fewest card-hours are kept, ties by pool id.
 */
export function capOptions(options: readonly OrderOption[], units: bigint): readonly OrderOption[] {
  if (BigInt(options.length) <= units || options.some(isBlockOption)) return options;
  const size = (option: OrderOption) => (isBlockOption(option) ? 0 : option.cardHours);
  const kept = new Set([...options].sort((a, b) => size(a) - size(b)).slice(0, Number(units)));
  return options.filter((option) => kept.has(option));
}
