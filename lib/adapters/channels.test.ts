import { describe, expect, test } from 'vitest';
import { assertKeyFits, channelsOf } from './channels';
import { EnvError, parseEnv } from './env';

const envWith = (secretKey: string) =>
  parseEnv({
    DATABASE_APP_URL: 'postgres://cardhour_runtime:x@127.0.0.1:5432/cardhour',
    NEXTAUTH_SECRET: 'x'.repeat(32),
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: secretKey && 'whsec_a',
  });

describe('a Stripe key and its market', () => {
  const complaint = (secretKey: string, purpose: string): string => {
    try {
      assertKeyFits(envWith(secretKey), purpose);
      return 'fits';
    } catch (error) {
      return error instanceof EnvError ? error.message : `${error}`;
    }
  };

  test('live keys start a real market alone, test keys any other', () => {
    for (const key of ['sk_live_hunter2', 'rk_live_hunter2']) {
      expect(complaint(key, 'production')).toBe('fits');
      for (const purpose of ['demo', 'replay', 'test'])
        expect(complaint(key, purpose)).toBe(
          `STRIPE_SECRET_KEY is a live key, and this is a ${purpose} market: it needs a test key.`,
        );
    }
    for (const key of ['sk_test_hunter2', 'rk_test_hunter2']) {
      expect(complaint(key, 'demo')).toBe('fits');
      expect(complaint(key, 'production')).toBe(
        'STRIPE_SECRET_KEY is a test key, and this is a real market: it needs a live key.',
      );
    }
    expect(complaint('', 'production')).toBe('fits');
  });

  test('a live key’s channel moves real money, a test key’s and the sandbox don’t', () => {
    expect(channelsOf(envWith('sk_live_a')).stripe?.movesRealMoney).toBe(true);
    expect(channelsOf(envWith('sk_test_a')).stripe?.movesRealMoney).toBe(false);
    expect(channelsOf(envWith('')).sandbox?.movesRealMoney).toBeUndefined();
  });
});
