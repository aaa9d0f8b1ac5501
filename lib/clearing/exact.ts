/** The only tolerance of the rules: sums of cards ⁄ cardHours are whole from 1 − 10⁻⁹. */
export const WORK_TOLERANCE = 1e-9;

/** Whether a sum of cards ⁄ cardHours does the whole job. */
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

/** The least count of lots (at most `most`) that makes `work` whole, or `most` where none does. */
export function lotsToWhole(work: number, lotCards: number, cardHours: number, most: number): number {
  if (!reachesWhole(work + (most * lotCards) / cardHours)) return most;
  let lots = Math.max(0, Math.min(most, Math.ceil(((1 - WORK_TOLERANCE - work) * cardHours) / lotCards)));
  while (!reachesWhole(work + (lots * lotCards) / cardHours)) lots++;
  while (lots > 0 && reachesWhole(work + ((lots - 1) * lotCards) / cardHours)) lots--;
  return lots;
}

/** The greatest count of lots (at most `taken`) that can be dropped with `work` still whole. */
export function lotsToSpare(work: number, lotCards: number, cardHours: number, taken: number): number {
  let lots = Math.max(0, Math.min(taken, Math.floor(((work - (1 - WORK_TOLERANCE)) * cardHours) / lotCards)));
  while (lots > 0 && !reachesWhole(work - (lots * lotCards) / cardHours)) lots--;
  while (lots < taken && reachesWhole(work - ((lots + 1) * lotCards) / cardHours)) lots++;
  return lots;
}
