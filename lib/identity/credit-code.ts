import { assert } from '@/lib/core/assert';
import { ok, type Result, refuse } from '@/lib/core/result';

/** A verified unified social credit code, in canonical upper case. */
export interface CreditCode {
  readonly code: string;
  /** Registering department: `9` market regulation, `1` public institutions, `5` civil affairs … */
  readonly department: string;
  /** GB/T 2260 code of the registering authority's district. */
  readonly districtCode: string;
  /** The nine-character organization code. */
  readonly organizationCode: string;
}

/** Digits and letters of GB 32100-2015: I, O, S, V and Z are left out. */
const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** The 18th character of a unified social credit code from its first 17: Σ value × 3ⁱ modulo 31 (GB 32100-2015). */
export function creditCodeCheckCharacter(first17: string): string {
  assert(first17.length === 17, 'GB 32100', { length: first17.length });
  let sum = 0;
  let weight = 1;
  for (const symbol of first17) {
    const value = SYMBOLS.indexOf(symbol);
    assert(value >= 0, 'GB 32100', { symbol });
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return SYMBOLS.charAt((31 - (sum % 31)) % 31);
}

/** Reads a Chinese organization's 18-character code in any case and verifies its check character. */
export function checkCreditCode(
  text: string,
): Result<CreditCode, 'not_a_credit_code' | 'wrong_check_character'> {
  const code = text.replaceAll(/\s/g, '').toUpperCase();
  if (!SHAPE.test(code)) return refuse('not_a_credit_code', { found: text });
  if (creditCodeCheckCharacter(code.slice(0, 17)) !== code.charAt(17))
    return refuse('wrong_check_character', { found: text });
  return ok({
    code,
    department: code.charAt(0),
    districtCode: code.slice(2, 8),
    organizationCode: code.slice(8, 17),
  });
}
