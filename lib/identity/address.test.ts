import { describe, expect, it } from 'vitest';
import { addressAt, addressLines, checkPostalCode, isSameAddress } from './address';

const BERLIN = { lines: ['Unter den Linden 1'], city: 'Berlin', postalCode: '10117', country: 'DE' };

describe('an address', () => {
  it('a postal code is its country’s: six digits in China, 1012 AB in the Netherlands, none in Hong Kong', () => {
    expect(checkPostalCode('CN', ' 755000 ')).toEqual({ ok: true, value: '755000' });
    expect(checkPostalCode('NL', '1012 ab')).toEqual({ ok: true, value: '1012 AB' });
    expect(checkPostalCode('HK', '')).toEqual({ ok: true, value: null });
    expect(checkPostalCode('CN', '75500')).toMatchObject({ refusal: { code: 'not_a_postal_code' } });
    expect(checkPostalCode('CN', '')).toMatchObject({ refusal: { code: 'postal_code_missing' } });
    expect(checkPostalCode('BR', '=1+1')).toMatchObject({ refusal: { code: 'not_a_postal_code' } });
  });

  it('is written with the code before the city, or behind it in Singapore', () => {
    expect(addressLines(BERLIN)).toEqual(['Unter den Linden 1', '10117 Berlin']);
    const straits = {
      lines: ['1 Raffles Place', '#20-01'],
      city: 'Singapore',
      postalCode: '048616',
      country: 'SG',
    };
    expect(addressLines(straits)).toEqual(['1 Raffles Place', '#20-01', 'Singapore 048616']);
    expect(addressLines({ ...BERLIN, postalCode: null })).toEqual(['Unter den Linden 1', 'Berlin']);
  });

  it('stood when it was the last one said: none before the first, the later of two at one instant', () => {
    const said = (version: number, day: number) => ({ version, from: new Date(Date.UTC(2026, 10, day)) });
    const all = [said(2, 5), said(1, 2), said(3, 5)];
    const at = (day: number) => addressAt(all, new Date(Date.UTC(2026, 10, day)))?.version ?? null;
    expect([at(1), at(2), at(4), at(5), at(9)]).toEqual([null, 1, 1, 3, 3]);
  });

  it('is the same when it reads the same', () => {
    expect(isSameAddress(BERLIN, { ...BERLIN, lines: [...BERLIN.lines] })).toBe(true);
    expect(isSameAddress(BERLIN, { ...BERLIN, city: 'Potsdam' })).toBe(false);
  });
});
