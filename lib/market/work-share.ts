/** The one tolerance of a spread's work: a sum of cards ⁄ cardHours is whole from 1 − 10⁻⁹. */
export const WORK_TOLERANCE = 1e-9;

/** Whether a sum of cards ⁄ cardHours does the whole job (M-4). */
export const reachesWhole = (work: number): boolean => work >= 1 - WORK_TOLERANCE;

/** Compares a × b with c × d exactly, for whole numbers whose products may pass 2^53. */
export function compareProducts(a: number, b: number, c: number, d: number): number {
  const left = a * b;
  const right = c * d;
  if (left !== right) return left < right ? -1 : 1;
  if (left <= Number.MAX_SAFE_INTEGER) return 0;
  const exactLeft = BigInt(a) * BigInt(b);
  const exactRight = BigInt(c) * BigInt(d);
  return exactLeft < exactRight ? -1 : exactLeft > exactRight ? 1 : 0;
}

/** The least lots (at most `most`) that make `work` whole, or `most` where none do. */
export function lotsToWhole(work: number, lotCards: number, cardHours: number, most: number): number {
  if (!reachesWhole(work + (most * lotCards) / cardHours)) return most;
  const guess = Math.ceil(((1 - WORK_TOLERANCE - work) * cardHours) / lotCards);
  let lots = Math.max(0, Math.min(most, guess));
  while (!reachesWhole(work + (lots * lotCards) / cardHours)) lots++;
  while (lots > 0 && reachesWhole(work + ((lots - 1) * lotCards) / cardHours)) lots--;
  return lots;
}

/** The most lots (at most `taken`) that can be dropped with `work` still whole. */
export function lotsToSpare(work: number, lotCards: number, cardHours: number, taken: number): number {
  const guess = Math.floor(((work - (1 - WORK_TOLERANCE)) * cardHours) / lotCards);
  let lots = Math.max(0, Math.min(taken, guess));
  while (lots > 0 && !reachesWhole(work - (lots * lotCards) / cardHours)) lots--;
  while (lots < taken && reachesWhole(work - ((lots + 1) * lotCards) / cardHours)) lots++;
  return lots;
}
