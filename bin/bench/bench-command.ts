import { type ParseArgsConfig, parseArgs } from 'node:util';

/** One bench: what it measures, how it is called, and its run, which ends with an exit code. */
export interface Bench {
  /** The options, in the way of a usage line. */
  readonly usage: string;
  /** One sentence. */
  readonly purpose: string;
  run(args: readonly string[]): Promise<number>;
}

/** A bench was called wrongly: said with its usage, exit code 2. */
export class UsageError extends Error {}

/** Options that take a text each, `--name value`; anything else is a usage error. */
export function readOptions<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const options: ParseArgsConfig['options'] = {};
  for (const name of names) options[name] = { type: 'string' };
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true });
    const read: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = values[name];
      if (typeof value === 'string') read[name] = value;
    }
    return read;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A number of an option within bounds, or its default. */
export function readNumber(text: string | undefined, otherwise: number, least: number, most: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new UsageError(`"${text}" is no number from ${least} to ${most}`);
  return value;
}

/** The same for whole numbers. */
export function readCount(text: string | undefined, otherwise: number, least: number, most: number): number {
  const value = readNumber(text, otherwise, least, most);
  if (!Number.isInteger(value)) throw new UsageError(`"${text}" is no whole number`);
  return value;
}
