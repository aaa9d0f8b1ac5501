import { expect, it } from 'vitest';
import { checkPostalCode } from '@/lib/identity/address';
import { BUYERS, OPERATOR, PROVIDERS } from './organizations';

it('every organization of the demo has an address with a postal code as its country writes it', () => {
  for (const { name, street, city, postalCode, country } of [...BUYERS, ...PROVIDERS, OPERATOR]) {
    expect([name, checkPostalCode(country, postalCode)]).toEqual([name, { ok: true, value: postalCode }]);
    expect([name, street.length > 3 && city.length > 2]).toEqual([name, true]);
  }
});
