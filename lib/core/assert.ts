/** Thrown when our own rules are broken: the caller rolls back, logs the facts and shows fixed words. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
  constructor(
    readonly rule: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(`${rule} ${JSON.stringify(facts, (_, v) => (typeof v === 'bigint' ? v.toString() : v))}`);
  }
}

/** Promises that `condition` holds, or throws an InvariantError naming the rule (e.g. 'L-2') with the facts. */
export function assert(condition: unknown, rule: string, facts?: Record<string, unknown>): asserts condition {
  if (!condition) throw new InvariantError(rule, facts);
}
