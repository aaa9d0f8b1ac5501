import { describe, expect, test } from 'vitest';
import { EnvError, parseEnv } from './env';

const least = {
  DATABASE_APP_URL: 'postgres://cardhour_runtime:x@127.0.0.1:5432/cardhour',
  NEXTAUTH_SECRET: 'x'.repeat(32),
};
const complaint = (variables: Record<string, string | undefined>): string => {
  try {
    parseEnv(variables);
    return 'accepted';
  } catch (error) {
    return error instanceof EnvError ? error.message : `${error}`;
  }
};

describe('the environment', () => {
  test('with the least two variables the rest has defaults', () => {
    expect(parseEnv(least)).toEqual({
      databaseAppUrl: least.DATABASE_APP_URL,
      nextauthSecret: least.NEXTAUTH_SECRET,
      appOrigin: 'http://localhost:3000',
      ownOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
      port: 3000,
      logLevel: 'info',
      auditSigningKey: null,
      oidc: null,
      stripe: null,
      bankAccount: null,
    });
  });

  test('what is missing and what is wrong is named in one sentence', () => {
    expect(complaint({})).toBe(
      'The environment lacks DATABASE_APP_URL and NEXTAUTH_SECRET (.env.example describes every variable).',
    );
    expect(complaint({ ...least, DATABASE_APP_URL: '', PORT: 'http' })).toBe(
      'The environment lacks DATABASE_APP_URL; PORT must be a number (.env.example describes every variable).',
    );
    expect(complaint({ ...least, NEXTAUTH_SECRET: 'short' })).toContain('at least 32 characters');
    expect(complaint({ ...least, APP_ORIGIN: 'https://market.example/path' })).toContain(
      'APP_ORIGIN must be',
    );
  });

  test('a secret never appears in the complaint', () => {
    expect(complaint({ ...least, NEXTAUTH_SECRET: 'hunter2' })).not.toContain('hunter2');
    expect(complaint({ ...least, DATABASE_APP_URL: 'mysql://a:hunter2@b/c' })).not.toContain('hunter2');
  });

  test('single sign-on is all three of its variables or none', () => {
    expect(complaint({ ...least, OIDC_ISSUER: 'https://id.example' })).toContain('OIDC_CLIENT_SECRET');
    const oidc = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
    expect(parseEnv({ ...least, ...oidc }).oidc).toEqual({
      name: 'Single sign-on',
      issuer: 'https://id.example',
      clientId: 'a',
      clientSecret: 'b',
    });
  });

  test('Stripe is its key and its webhook secret or neither; the old secret is for a change of them', () => {
    const key = { STRIPE_SECRET_KEY: 'sk_test_a' };
    const alone =
      'Stripe needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET together (.env.example describes every variable).';
    expect(complaint({ ...least, ...key })).toBe(alone);
    expect(complaint({ ...least, STRIPE_WEBHOOK_SECRET: 'whsec_b' })).toBe(alone);
    expect(complaint({ ...least, STRIPE_SECRET_KEY: 'pk_test_hunter2' })).toBe(
      'STRIPE_SECRET_KEY must start with sk_ or rk_ (.env.example describes every variable).',
    );
    expect(parseEnv({ ...least, ...key, STRIPE_WEBHOOK_SECRET: 'whsec_b' }).stripe).toEqual({
      secretKey: 'sk_test_a',
      webhookSecret: 'whsec_b',
      webhookSecretOld: null,
      livemode: false,
      apiBase: 'https://api.stripe.com',
      methods: ['card', 'alipay', 'wechat_pay'],
    });
    const live = {
      STRIPE_SECRET_KEY: 'rk_live_a',
      STRIPE_WEBHOOK_SECRET: 'whsec_b',
      STRIPE_WEBHOOK_SECRET_OLD: 'whsec_a',
      STRIPE_API_BASE: 'http://127.0.0.1:12111',
      STRIPE_PAYMENT_METHODS: 'card',
    };
    expect(parseEnv({ ...least, ...live }).stripe).toMatchObject({
      livemode: true,
      webhookSecretOld: 'whsec_a',
      apiBase: 'http://127.0.0.1:12111',
      methods: ['card'],
    });
  });

  test('bank transfers are all three of their variables or none', () => {
    expect(complaint({ ...least, BANK_ACCOUNT_BANK: 'Example Bank' })).toBe(
      'Bank transfers need BANK_ACCOUNT_HOLDER, BANK_ACCOUNT_BANK and BANK_ACCOUNT_NUMBER together (.env.example describes every variable).',
    );
    const account = { BANK_ACCOUNT_HOLDER: 'a', BANK_ACCOUNT_BANK: 'b', BANK_ACCOUNT_NUMBER: 'c' };
    expect(parseEnv({ ...least, ...account }).bankAccount).toEqual({ holder: 'a', bank: 'b', number: 'c' });
  });

  test('a public origin is the only own one, unless more are named', () => {
    const public_ = { ...least, APP_ORIGIN: 'https://market.example' };
    expect(parseEnv(public_).ownOrigins).toEqual(['https://market.example']);
    expect(
      parseEnv({ ...public_, APP_ORIGINS_MORE: 'https://a.example, https://b.example' }).ownOrigins,
    ).toEqual(['https://market.example', 'https://a.example', 'https://b.example']);
  });
});
