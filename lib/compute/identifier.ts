import { assert } from '@/lib/core/assert';
import { ok, type Result, refuse } from '@/lib/core/result';

/** The parts of a pool's code; `region` is ISO 3166-2 or alpha-2, the rest upper-case letters and digits. */
export interface PoolCodeParts {
  readonly region: string;
  /** `N0` national, `R03` regional, `I07` industry. */
  readonly node: string;
  readonly organization: string;
  readonly pool: string;
}

/** A verified code, in canonical upper case. */
export interface PoolCode extends PoolCodeParts {
  readonly code: string;
  readonly check: string;
}

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';
const MODULUS = 37;

const PATTERNS = {
  region: /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/,
  node: /^(N\d|[RI]\d{2})$/,
  organization: /^[A-Z0-9]{4,6}$/,
  pool: /^[A-Z0-9]{3,6}$/,
} as const;

const CODE = /^([A-Z]{2})([A-Z0-9]{0,3})-(N\d|[RI]\d{2})-([A-Z0-9]{4,6})-([A-Z0-9]{3,6})-([A-Z0-9*])$/;

/** ISO 7064 MOD 37-2: the check character over letters and digits; `*` stands for 36. */
export function checkCharacter(text: string): string {
  let product = 0;
  for (const symbol of text) {
    const value = SYMBOLS.indexOf(symbol);
    assert(value >= 0 && value < 36, 'O-1', { symbol });
    product = ((product + value) * 2) % MODULUS;
  }
  return SYMBOLS.charAt((MODULUS + 1 - product) % MODULUS);
}

/**
 * The provisional code of a pool, `<country><region>-<node>-<organization>-<pool>-<check>` (O-1): `CN-NX` is written
 * `CNNX`, and the check character covers every letter and digit before it. The parts must be well formed.
 */
export function makePoolCode(parts: PoolCodeParts): string {
  const { region, node, organization, pool } = parts;
  for (const name of ['region', 'node', 'organization', 'pool'] as const)
    assert(PATTERNS[name].test(parts[name]), 'O-1', { name, found: parts[name] });
  const body = [region.replace('-', ''), node, organization, pool];
  return [...body, checkCharacter(body.join(''))].join('-');
}

/**
 * Reads a pool code in any case and verifies its check character (O-1): every single wrong character and every swap of
 * neighbouring letters or digits is refused. Whether the code was ever issued is the register's to say.
 */
export function checkPoolCode(text: string): Result<PoolCode, 'not_a_pool_code' | 'wrong_check_character'> {
  const code = text.trim().toUpperCase();
  const match = CODE.exec(code);
  if (!match) return refuse('not_a_pool_code', { found: text });
  const [, country = '', subdivision = '', node = '', organization = '', pool = '', check = ''] = match;
  if (checkCharacter(country + subdivision + node + organization + pool) !== check)
    return refuse('wrong_check_character', { found: text });
  const region = subdivision === '' ? country : `${country}-${subdivision}`;
  return ok({ code, region, node, organization, pool, check });
}
