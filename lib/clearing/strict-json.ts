/** Thrown while reading a file of ours: where it departs from its format and why; caught at the parser's edge. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Runs a reader one step deeper: a Malformed thrown inside gets `step` in front of its path. */
export function inside<T>(step: string | number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new Malformed((typeof step === 'number' ? `[${step}]` : `.${step}`) + error.path, error.reason);
  }
}

const nameOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value;

/** An object with every required key and no key beyond the optional ones. */
export function readObject(
  value: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Malformed('', `must be an object, is ${nameOf(value)}`);
  for (const key of required) if (!Object.hasOwn(value, key)) throw new Malformed(`.${key}`, 'is missing');
  for (const key of Object.keys(value))
    if (!required.includes(key) && !optional.includes(key)) throw new Malformed(`.${key}`, 'is not a field');
  return value as JsonObject;
}

/** Every element of the array under `key`, read by `read`. */
export function readArray<T>(
  object: JsonObject,
  key: string,
  read: (value: unknown, index: number) => T,
): T[] {
  return inside(key, () => {
    const value = object[key];
    if (!Array.isArray(value)) throw new Malformed('', `must be an array, is ${nameOf(value)}`);
    return value.map((element: unknown, index) => inside(index, () => read(element, index)));
  });
}

/** A whole number with least ≤ value ≤ most. */
export function wholeNumber(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number') throw new Malformed('', `must be a number, is ${nameOf(value)}`);
  if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('', 'is past 2^53 − 1');
  if (!Number.isInteger(value)) throw new Malformed('', `must be a whole number, is ${value}`);
  if (value < least)
    throw new Malformed('', value < 0 ? `is negative: ${value}` : `is ${value}, under ${least}`);
  if (value > most) throw new Malformed('', `is ${value}, over ${most}`);
  return value;
}

export const readWhole = (object: JsonObject, key: string, least: number, most: number): number =>
  inside(key, () => wholeNumber(object[key], least, most));

/** A text that matches `shape`. */
export function readText(object: JsonObject, key: string, shape: RegExp, what: string): string {
  const value = object[key];
  if (typeof value !== 'string') throw new Malformed(`.${key}`, `must be a string, is ${nameOf(value)}`);
  if (!shape.test(value)) throw new Malformed(`.${key}`, `must be ${what}, is ${JSON.stringify(value)}`);
  return value;
}
