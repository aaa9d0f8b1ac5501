import { invalid } from './problem';

/** The parameters of a request as Stripe reads them: form-encoded, nested by brackets, kept flat. */
export class Form {
  private readonly values = new Map<string, string>();

  constructor(encoded: string) {
    for (const [name, value] of new URLSearchParams(encoded)) this.values.set(name, value);
  }

  /** Refuses what the endpoint doesn't know, as Stripe does. */
  allow(...names: readonly string[]): this {
    for (const name of this.values.keys()) {
      const top = name.split('[')[0] ?? name;
      if (top !== 'expand' && !names.includes(top))
        throw invalid(`Received unknown parameter: ${top}`, { code: 'parameter_unknown', param: top });
    }
    return this;
  }

  /** A value, or null; an empty one is none. */
  text(name: string): string | null {
    return this.values.get(name) || null;
  }

  need(name: string): string {
    const value = this.text(name);
    if (value === null)
      throw invalid(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name });
    return value;
  }

  whole(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    if (!/^-?\d+$/.test(value))
      throw invalid(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: name });
    return Number(value);
  }

  /** `metadata[a]=b` as { a: 'b' }. */
  map(name: string): Record<string, string> {
    const found: Record<string, string> = {};
    for (const [path, value] of this.values) {
      const key = path.startsWith(`${name}[`) ? path.slice(name.length + 1, -1) : null;
      if (key !== null && !key.includes('[') && value !== '') found[key] = value;
    }
    return found;
  }

  /** `expand[0]=a&expand[]=b` as ['a', 'b']. */
  list(name: string): string[] {
    return [...this.values].flatMap(([path, value]) =>
      new RegExp(`^${name}\\[\\d*\\]$`).test(path) ? [value] : [],
    );
  }

  has(prefix: string): boolean {
    return [...this.values.keys()].some((name) => name === prefix || name.startsWith(`${prefix}[`));
  }

  /** The same for the same parameters in any order. */
  canonical(): string {
    return [...this.values]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('\n');
  }
}
