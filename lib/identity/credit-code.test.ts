import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCreditCode, creditCodeCheckCharacter } from './credit-code';

const SYMBOLS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const anyCode = fc
  .tuple(
    fc.array(fc.constantFrom(...SYMBOLS), { minLength: 2, maxLength: 2 }),
    fc.array(fc.constantFrom(...'0123456789'), { minLength: 6, maxLength: 6 }),
    fc.array(fc.constantFrom(...SYMBOLS), { minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.flat().join(''))
  .map((first17) => first17 + creditCodeCheckCharacter(first17));

const code = (text: string) => {
  const result = checkCreditCode(text);
  return result.ok ? result.value.code : result.refusal.code;
};

describe('checkCreditCode', () => {
  it('accepts published codes of registered companies, in any case', () => {
    for (const published of ['9144030071526726XG', '914403001922038216', '91110000802100433B'])
      expect(code(published)).toBe(published);
    expect(code(' 9144030071526726xg ')).toBe('9144030071526726XG');
  });
  it('9144030071526726XG was registered by market regulation (9) in Shenzhen (440300)', () => {
    const result = checkCreditCode('9144030071526726XG');
    expect(result.ok && result.value).toMatchObject({
      department: '9',
      districtCode: '440300',
      organizationCode: '71526726X',
    });
  });
  it('refuses 17 characters, a letter the standard leaves out, and a wrong last character', () => {
    expect(code('9144030071526726X')).toBe('not_a_credit_code');
    expect(code('9144030071526726IG')).toBe('not_a_credit_code');
    expect(code('9144030071526726XH')).toBe('wrong_check_character');
  });
  it('every single wrong character is refused', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(17), fc.constantFrom(...SYMBOLS), (good, at, wrong) => {
        fc.pre(good[at] !== wrong);
        expect(checkCreditCode(good.slice(0, at) + wrong + good.slice(at + 1)).ok).toBe(false);
      }),
    );
  });
  it('every swap of two different neighbours is refused', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(16), (good, at) => {
        fc.pre(good[at] !== good[at + 1]);
        const swapped = good.slice(0, at) + good[at + 1] + good[at] + good.slice(at + 2);
        expect(checkCreditCode(swapped).ok).toBe(false);
      }),
    );
  });
});
