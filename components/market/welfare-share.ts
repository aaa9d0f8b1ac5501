export interface RoundMoney {
  readonly welfareMicros: string;
  readonly boundMicros: string;
  readonly lostValueMicros: string;
  readonly regretMicros: string;
}

/** How far one amount reaches towards another, 0 … 1 to six decimals; null where there is nothing to reach. */
export function shareOf(part: bigint, whole: bigint): number | null {
  return whole <= 0n ? null : Number((part * 1_000_000n) / whole) / 1_000_000;
}

/** Declared surplus over its bound; null where nothing could be gained. */
export const boundShare = (round: Pick<RoundMoney, 'welfareMicros' | 'boundMicros'>): number | null =>
  shareOf(BigInt(round.welfareMicros), BigInt(round.boundMicros));

/** The same with the ten orders that gained most taken out of both sides; null where they are all there is. */
export function shareWithoutLargest(
  round: Pick<RoundMoney, 'welfareMicros' | 'boundMicros'>,
  largestMicros: string,
): number | null {
  const largest = BigInt(largestMicros);
  const rest = BigInt(round.welfareMicros) - largest;
  return rest <= 0n ? null : shareOf(rest, BigInt(round.boundMicros) - largest);
}

/** What was gained over first come, first served, as a share of that; null where that made nothing. */
export const gainOver = (welfareMicros: string, firstComeMicros: string): number | null =>
  shareOf(BigInt(welfareMicros) - BigInt(firstComeMicros), BigInt(firstComeMicros));
