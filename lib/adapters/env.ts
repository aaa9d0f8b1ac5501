import { existsSync, readFileSync } from 'node:fs';
import { parseEnv as parseEnvText } from 'node:util';
import { z } from 'zod';

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'must start with postgres://');
const origin = z
  .string()
  .regex(/^https?:\/\/[^/\s]+$/, 'must be an origin like https://market.example, no path');

const Variables = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl,
  NEXTAUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
  APP_ORIGIN: origin.optional(),
  APP_ORIGINS_MORE: z.string().default(''),
  NEXTAUTH_URL: z.url({ error: 'must be a URL' }).optional(),
  PORT: z.coerce.number({ error: 'must be a number' }).int().min(1).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  AUDIT_SIGNING_KEY: z.string().optional(),
  OIDC_ISSUER: z.url({ error: 'must be a URL' }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('Single sign-on'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_/, 'must start with sk_ or rk_')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, 'must start with whsec_')
    .optional(),
  STRIPE_WEBHOOK_SECRET_OLD: z
    .string()
    .regex(/^whsec_/, 'must start with whsec_')
    .optional(),
  STRIPE_CONNECT_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, 'must start with whsec_')
    .optional(),
  STRIPE_API_BASE: origin.default('https://api.stripe.com'),
  STRIPE_PAYMENT_METHODS: z
    .string()
    .regex(/^(card|alipay|wechat_pay)(,(card|alipay|wechat_pay))*$/, 'must list card, alipay or wechat_pay')
    .default('card,alipay,wechat_pay'),
  BANK_ACCOUNT_HOLDER: z.string().optional(),
  BANK_ACCOUNT_BANK: z.string().optional(),
  BANK_ACCOUNT_NUMBER: z.string().optional(),
});

export interface OidcIssuer {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface StripeSettings {
  readonly secretKey: string;
  /** Signs what Stripe tells us. */
  readonly webhookSecret: string;
  /** The one before, while secrets are being changed. */
  readonly webhookSecretOld: string | null;
  /** Signs what Stripe tells us of connected accounts, where that is an endpoint of its own. */
  readonly connectWebhookSecret?: string | undefined;
  /** Whether the key moves real money. */
  readonly livemode: boolean;
  /** Where the API is, without a path. */
  readonly apiBase: string;
  /** What a payer may pay with, where the currency allows it. */
  readonly methods: readonly string[];
}

/** The exchange's own account, to which bank transfers are sent. */
export interface BankAccount {
  readonly holder: string;
  readonly bank: string;
  readonly number: string;
}

/** What web and worker know from their environment; `.env.example` says what each is for. */
export interface Env {
  readonly databaseAppUrl: string;
  readonly nextauthSecret: string;
  /** Where people reach us, without a path. */
  readonly appOrigin: string;
  /** Every origin whose pages may send our cookie with a change. */
  readonly ownOrigins: readonly string[];
  readonly port: number;
  readonly logLevel: z.infer<typeof Variables>['LOG_LEVEL'];
  /** Ed25519 private key, PKCS#8 in base64; without it the audit heads aren't signed. */
  readonly auditSigningKey: string | null;
  readonly oidc: OidcIssuer | null;
  /** Null: no card payments; the sandbox stands in where it may. */
  readonly stripe: StripeSettings | null;
  /** Null: no bank transfers. */
  readonly bankAccount: BankAccount | null;
}

/** The environment can't be used; the message is one sentence that names what is missing or wrong. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

type Source = Readonly<Record<string, string | undefined>>;

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Says in one sentence which variables are missing and which are wrong, and how. */
function sentence(issues: readonly z.core.$ZodIssue[], source: Source): string {
  const names = [...new Set(issues.map((issue) => String(issue.path[0])))];
  const missing = names.filter((name) => source[name] === undefined);
  const wrong = issues
    .filter((issue) => source[String(issue.path[0])] !== undefined)
    .map((issue) => `${String(issue.path[0])} ${issue.message}`);
  const parts = missing.length ? [`the environment lacks ${list(missing)}`, ...wrong] : wrong;
  const text = `${parts.join('; ')} (.env.example describes every variable).`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Both names of this machine, so that a page opened by either may act. */
function withLoopback(origin: string): string[] {
  const url = new URL(origin);
  if (!['localhost', '127.0.0.1'].includes(url.hostname)) return [origin];
  return ['localhost', '127.0.0.1'].map(
    (host) => `${url.protocol}//${host}${url.port ? `:${url.port}` : ''}`,
  );
}

function oidcOf(found: z.infer<typeof Variables>): OidcIssuer | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = found;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret)
    throw new EnvError(
      'Single sign-on needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together (.env.example describes every variable).',
    );
  return { name: found.OIDC_NAME, issuer, clientId, clientSecret };
}

function stripeOf(found: z.infer<typeof Variables>): StripeSettings | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = found;
  const { STRIPE_WEBHOOK_SECRET_OLD: webhookSecretOld } = found;
  if (!secretKey && !webhookSecret && !webhookSecretOld) return null;
  if (!secretKey || !webhookSecret)
    throw new EnvError(
      'Stripe needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET together (.env.example describes every variable).',
    );
  return {
    secretKey,
    webhookSecret,
    webhookSecretOld: webhookSecretOld ?? null,
    connectWebhookSecret: found.STRIPE_CONNECT_WEBHOOK_SECRET,
    livemode: secretKey.includes('_live_'),
    apiBase: found.STRIPE_API_BASE,
    methods: found.STRIPE_PAYMENT_METHODS.split(','),
  };
}

function bankAccountOf(found: z.infer<typeof Variables>): BankAccount | null {
  const { BANK_ACCOUNT_HOLDER: holder, BANK_ACCOUNT_BANK: bank, BANK_ACCOUNT_NUMBER: number } = found;
  if (!holder && !bank && !number) return null;
  if (!holder || !bank || !number)
    throw new EnvError(
      'Bank transfers need BANK_ACCOUNT_HOLDER, BANK_ACCOUNT_BANK and BANK_ACCOUNT_NUMBER together (.env.example describes every variable).',
    );
  return { holder, bank, number };
}

/** Reads the variables, or throws an EnvError with one sentence; an empty variable counts as missing. */
export function parseEnv(variables: Source): Env {
  const source: Source = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = Variables.safeParse(source);
  if (!parsed.success) throw new EnvError(sentence(parsed.error.issues, source));
  const found = parsed.data;
  const appOrigin =
    found.APP_ORIGIN ??
    (found.NEXTAUTH_URL ? new URL(found.NEXTAUTH_URL).origin : `http://localhost:${found.PORT}`);
  const more = found.APP_ORIGINS_MORE.split(',').map((text) => text.trim());
  return {
    databaseAppUrl: found.DATABASE_APP_URL,
    nextauthSecret: found.NEXTAUTH_SECRET,
    appOrigin,
    ownOrigins: [...withLoopback(appOrigin), ...more.filter((text) => text !== '')],
    port: found.PORT,
    logLevel: found.LOG_LEVEL,
    auditSigningKey: found.AUDIT_SIGNING_KEY ?? null,
    oidc: oidcOf(found),
    stripe: stripeOf(found),
    bankAccount: bankAccountOf(found),
  };
}

let parsedOnce: Env | undefined;

/** The environment of this process, parsed on first use. */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env);
  return parsedOnce;
}

function loadFile(file: string): void {
  if (!existsSync(file)) return;
  for (const [name, value] of Object.entries(parseEnvText(readFileSync(file, 'utf8'))))
    process.env[name] ||= value;
}

/** Reads `.env` into the environment of a command-line program, as the web process does by itself; set variables win. */
export const loadEnvFile = (): void => loadFile('.env');

/** The same for a command on a standing market: where the environment names none, the demo's that was started here. */
export function loadMarketEnv(): void {
  loadEnvFile();
  if (!process.env.DATABASE_APP_URL) loadFile('.data/demo.env');
}
