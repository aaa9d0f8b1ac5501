import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { API_KEY_BYTES, crc32, makeApiKey, parseApiKey } from './api-key';
import { checkCapacities, checkRegistrationNumber, checkShortCode, isSameControl } from './organization';
import { checkPassword } from './password';
import { afterFailedSignIn, type FailedSignIns, signInWaitMs } from './sign-in-throttle';

describe('organizations', () => {
  const code = (result: { ok: boolean; refusal?: { code: string } }) =>
    result.ok ? 'ok' : result.refusal?.code;
  it('buys, provides or both; regulates or operates alone', () => {
    expect(code(checkCapacities(['buyer', 'provider']))).toBe('ok');
    expect(code(checkCapacities(['regulator']))).toBe('ok');
    expect(code(checkCapacities([]))).toBe('capacity_missing');
    expect(code(checkCapacities(['buyer', 'operator']))).toBe('capacities_exclude');
    expect(code(checkCapacities(['regulator', 'operator']))).toBe('capacities_exclude');
  });
  it('a Chinese registration number is a credit code with its check character', () => {
    expect(checkRegistrationNumber('CN', ' 91350100M000100Y43 ')).toEqual({
      ok: true,
      value: '91350100M000100Y43',
    });
    expect(code(checkRegistrationNumber('CN', '91350100M000100Y44'))).toBe('wrong_check_character');
    expect(code(checkRegistrationNumber('CN', 'HRB 12345'))).toBe('not_a_credit_code');
  });
  it('elsewhere it is 4 to 32 letters, digits, dots, dashes and slashes', () => {
    expect(checkRegistrationNumber('DE', 'hrb 123456 b')).toEqual({ ok: true, value: 'HRB123456B' });
    expect(code(checkRegistrationNumber('DE', '---'))).toBe('not_a_registration_number');
    expect(code(checkRegistrationNumber('Germany', 'HRB1234'))).toBe('not_a_country');
  });
  it('a short code has 4 to 6 letters or digits', () => {
    expect(checkShortCode(' nxdc1 ')).toEqual({ ok: true, value: 'NXDC1' });
    for (const text of ['ABC', 'ABCDEFG', 'AB-C', 'ÄBCD'])
      expect(code(checkShortCode(text))).toBe('not_a_short_code');
  });
  it('the same group however it is written is the same control; no group is nobody’s (M-5)', () => {
    const party = (id: string, controllingGroup: string | null) => ({ id, controllingGroup });
    expect(isSameControl(party('org_a', 'Qinghe Group'), party('org_b', ' QINGHE group'))).toBe(true);
    expect(isSameControl(party('org_a', null), party('org_b', null))).toBe(false);
    expect(isSameControl(party('org_a', ' '), party('org_b', ''))).toBe(false);
    expect(isSameControl(party('org_a', null), party('org_a', null))).toBe(true);
  });
});

describe('passwords', () => {
  const check = (password: string, email = 'li.wei@example.com') => {
    const result = checkPassword(password, email);
    return result.ok ? 'ok' : result.refusal.code;
  };
  it('ten characters are enough and nine are not, counted as people count', () => {
    expect(check('gräs-moln7')).toBe('ok');
    expect(check('gräs-moln')).toBe('password_too_short');
    expect(check('算力按结果买卖而不是租')).toBe('ok');
    expect(check('😀😀😀😀😀')).toBe('password_too_short');
    expect(check('long words '.repeat(19))).toBe('password_too_long');
  });
  it('refuses the first ones tried, in any case', () => {
    for (const text of ['Password123', 'qwertyuiop', '1234567890', 'aaaaaaaaaaaa', 'abababababab'])
      expect(check(text)).toBe('password_too_common');
  });
  it('refuses the e-mail name with little around it', () => {
    expect(check('zhangsan2026', 'zhangsan@example.com')).toBe('password_too_common');
    expect(check('zhangsan likes tea', 'zhangsan@example.com')).toBe('ok');
  });
});

describe('API keys', () => {
  const bytes = fc.uint8Array({ minLength: API_KEY_BYTES, maxLength: API_KEY_BYTES });
  it('CRC-32 of 123456789 is cbf43926', () => expect(crc32('123456789').toString(16)).toBe('cbf43926'));
  it('what is made is what is read', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('key', 'agent'), (random, kind) => {
        const key = makeApiKey(kind, random);
        expect(key.text).toMatch(/^ch_(key|agent)_[0-9a-z]{8}_[0-9a-z]{32}_[0-9a-z]{7}$/);
        expect(parseApiKey(key.text)).toEqual({ ok: true, value: key });
      }),
    );
  });
  it('one wrong character is told without a look-up', () => {
    fc.assert(
      fc.property(bytes, fc.nat(39), (random, at) => {
        const { text } = makeApiKey('key', random);
        const i = 'ch_key_'.length + (at < 8 ? at : at + 1);
        const other = text[i] === '7' ? '8' : '7';
        const wrong = parseApiKey(text.slice(0, i) + other + text.slice(i + 1));
        expect(wrong.ok).toBe(false);
      }),
    );
  });
  it('anything else is not a key', () => {
    for (const text of [
      '',
      'sk_live_1234',
      'ch_key_short',
      `ch_root_${'0'.repeat(8)}_${'0'.repeat(32)}_0000000`,
    ])
      expect(parseApiKey(text)).toEqual({ ok: false, refusal: { code: 'not_a_key', facts: {} } });
  });
});

describe('failed sign-ins', () => {
  const now = new Date('2026-11-21T10:00:00Z');
  const later = (ms: number) => new Date(now.getTime() + ms);
  const failed = (count: number): FailedSignIns => ({ count, lastAt: now.toISOString() });
  it('four are free; the fifth waits 30 s, the sixth 60 s, and none longer than 15 min', () => {
    expect([0, 4, 5, 6, 7, 10, 100].map((n) => signInWaitMs(failed(n), now))).toEqual([
      0, 0, 30_000, 60_000, 120_000, 900_000, 900_000,
    ]);
    expect(signInWaitMs(failed(5), later(10_000))).toBe(20_000);
    expect(signInWaitMs(failed(5), later(30_000))).toBe(0);
    expect(signInWaitMs(null, now)).toBe(0);
  });
  it('counts up, and forgets after a day', () => {
    expect(afterFailedSignIn(null, now)).toEqual({ count: 1, lastAt: now.toISOString() });
    expect(afterFailedSignIn(failed(7), later(1000)).count).toBe(8);
    expect(afterFailedSignIn(failed(7), later(24 * 3_600_000)).count).toBe(1);
    expect(signInWaitMs(failed(50), later(24 * 3_600_000))).toBe(0);
  });
  it('a clock that went back makes nobody wait longer than the rule', () => {
    expect(signInWaitMs(failed(5), later(-3_600_000))).toBe(30_000);
  });
});
