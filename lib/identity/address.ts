import { ok, type Result, refuse } from '@/lib/core/result';

/** Where an organization is registered. */
export interface PostalAddress {
  /** Street, number and what else comes before the city; one or two. */
  readonly lines: readonly string[];
  readonly city: string;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** How postal codes look where they always look the same. */
const POSTAL_CODES: Readonly<Record<string, RegExp>> = {
  CN: /^\d{6}$/,
  SG: /^\d{6}$/,
  IN: /^\d{6}$/,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  IT: /^\d{5}$/,
  ES: /^\d{5}$/,
  KR: /^\d{5}$/,
  CH: /^\d{4}$/,
  AU: /^\d{4}$/,
  NL: /^\d{4} ?[A-Z]{2}$/,
  JP: /^\d{3}-?\d{4}$/,
  US: /^\d{5}(-\d{4})?$/,
  GB: /^[A-Z]{1,2}\d[0-9A-Z]? ?\d[A-Z]{2}$/,
};

/** Countries and places that have none. */
const WITHOUT: ReadonlySet<string> = new Set(['HK', 'MO', 'AE', 'QA']);
const ANY = /^[0-9A-Z][0-9A-Z -]{1,10}$/;

export type PostalCodeRefusal = 'postal_code_missing' | 'not_a_postal_code';

/** A postal code as its country writes it, or null where it has none and none is said. */
export function checkPostalCode(country: string, text: string): Result<string | null, PostalCodeRefusal> {
  const code = text.trim().toUpperCase().replaceAll(/\s+/g, ' ');
  const shape = POSTAL_CODES[country];
  if (code === '') return shape ? refuse('postal_code_missing') : ok(null);
  if (WITHOUT.has(country) && !ANY.test(code)) return refuse('not_a_postal_code', { found: code });
  return (shape ?? ANY).test(code) ? ok(code) : refuse('not_a_postal_code', { found: code });
}

/** Where the postal code stands behind the city. */
const CODE_LAST: ReadonlySet<string> = new Set(['US', 'GB', 'SG', 'AU', 'CA', 'IE', 'IN', 'HK']);

/** An address as lines on paper, without its country's name. */
export function addressLines({ lines, city, postalCode, country }: PostalAddress): readonly string[] {
  const place = CODE_LAST.has(country) ? [city, postalCode] : [postalCode, city];
  return [...lines, place.filter((part) => part !== null).join(' ')];
}

/** An address and from when on it stands. */
export interface SaidAddress extends PostalAddress {
  readonly version: number;
  readonly from: Date;
}

/** Which of an organization's addresses stood at an instant: the last one said by then; null if none was. */
export const addressAt = <Said extends Pick<SaidAddress, 'version' | 'from'>>(
  addresses: readonly Said[],
  at: Date,
): Said | null =>
  addresses
    .filter(({ from }) => from <= at)
    .reduce<Said | null>((last, one) => (last === null || one.version > last.version ? one : last), null);

/** Whether two addresses say the same. */
export const isSameAddress = (a: PostalAddress, b: PostalAddress): boolean =>
  a.country === b.country && addressLines(a).join('\n') === addressLines(b).join('\n');
