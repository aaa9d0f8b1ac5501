import { ok, type Result, refuse } from '@/lib/core/result';
import { checkCreditCode } from './credit-code';
import { CAPACITIES, type Capacities, type Capacity } from './permissions';

export type CapacityRefusal = 'capacity_missing' | 'capacities_exclude';

/** An organization is a buyer, a provider or both, or only a regulator, or only the operator. */
export function checkCapacities(wanted: readonly Capacity[]): Result<Capacities, CapacityRefusal> {
  const has = (capacity: Capacity): boolean => wanted.includes(capacity);
  const named = CAPACITIES.filter(has);
  if (named.length === 0) return refuse('capacity_missing');
  const alone = named.find((capacity) => capacity === 'regulator' || capacity === 'operator');
  if (alone && named.length > 1)
    return refuse('capacities_exclude', { capacity: alone, found: named.join(', ') });
  return ok({
    buyer: has('buyer'),
    provider: has('provider'),
    regulator: has('regulator'),
    operator: has('operator'),
  });
}

export type RegistrationRefusal =
  | 'not_a_country'
  | 'not_a_registration_number'
  | 'not_a_credit_code'
  | 'wrong_check_character';

const COUNTRY = /^[A-Z]{2}$/;
const REGISTRATION = /^[0-9A-Z](?:[0-9A-Z./-]{2,30})[0-9A-Z]$/;

/** Reads a registration number in its canonical form; a Chinese one is the 18-character code with a right check character. */
export function checkRegistrationNumber(country: string, text: string): Result<string, RegistrationRefusal> {
  if (!COUNTRY.test(country)) return refuse('not_a_country', { found: country });
  if (country === 'CN') {
    const read = checkCreditCode(text);
    return read.ok ? ok(read.value.code) : read;
  }
  const number = text.replaceAll(/\s/g, '').toUpperCase();
  return REGISTRATION.test(number) ? ok(number) : refuse('not_a_registration_number', { found: text });
}

const SHORT_CODE = /^[0-9A-Z]{4,6}$/;

/** Reads an organization's segment of pool codes: 4 to 6 letters or digits, in upper case (O-1). */
export function checkShortCode(text: string): Result<string, 'not_a_short_code'> {
  const code = text.trim().toUpperCase();
  return SHORT_CODE.test(code) ? ok(code) : refuse('not_a_short_code', { found: text });
}

export interface ControlledParty {
  readonly id: string;
  readonly controllingGroup: string | null;
}

const groupName = (group: string | null): string => (group ?? '').normalize('NFKC').trim().toLowerCase();

/** Whether two organizations are the same or known to be under the same control, so that they can't trade (M-5). */
export function isSameControl(a: ControlledParty, b: ControlledParty): boolean {
  if (a.id === b.id) return true;
  return (
    groupName(a.controllingGroup) !== '' && groupName(a.controllingGroup) === groupName(b.controllingGroup)
  );
}
