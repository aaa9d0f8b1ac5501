/** Whether a cookie-bearing mutation comes from our own pages: the Origin must be there and be ours. */
export function isOwnOrigin(origin: string | null, ownOrigins: readonly string[]): boolean {
  return origin !== null && ownOrigins.includes(origin);
}
