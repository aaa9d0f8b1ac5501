import { parseArgs } from 'node:util';
import { EnvError, loadMarketEnv } from '@/lib/adapters/env';
import { withEngine } from '@/lib/adapters/with-engine';
import type { Ctx } from '@/lib/services/context';
import { ServiceError } from '@/lib/services/errors';
import { type Bootstrapped, bootstrapOperator } from '@/lib/services/identity/bootstrap-operator';
import { disablePerson } from '@/lib/services/identity/disable-person';
import { registerRegulator } from '@/lib/services/identity/register-regulator';

const USAGE = `npm run operator -- bootstrap --organization NAME --country CN --number NUMBER --name PERSON --email ADDRESS
npm run operator -- regulator  (the same)  [--regions CN-NX,CN-GD | --industry NAME]
npm run operator -- disable --email ADDRESS --reason TEXT

bootstrap  registers the market's operator with its first owner; works once
regulator  registers a regulator with its first owner; sees everything unless its scope is narrowed
disable    shuts a person out: no sign-in, sessions ended, keys revoked
The owner's first password is printed once.`;

const OPTIONS = {
  organization: { type: 'string' },
  country: { type: 'string' },
  number: { type: 'string' },
  name: { type: 'string' },
  email: { type: 'string' },
  regions: { type: 'string' },
  industry: { type: 'string' },
  reason: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = Partial<Record<Exclude<keyof typeof OPTIONS, 'help'>, string>>;

/** The option that each field of a verb's input came from, for messages. */
const OPTION_OF: Readonly<Record<string, string>> = {
  registeredName: 'organization',
  registrationNumber: 'number',
};

const REFUSALS: Readonly<Record<string, string>> = {
  operator_exists: 'This market has its operator already.',
  email_taken: 'Somebody is registered with this e-mail address.',
  registration_taken: 'An organization with this registration number exists.',
};

const registration = ({ organization, country, number, name, email }: Values) => ({
  registeredName: organization,
  country,
  registrationNumber: number,
  name,
  email,
});

function scope({ regions, industry }: Values) {
  if (regions) return { kind: 'regions', regions: regions.split(',').map((region) => region.trim()) };
  return industry ? { kind: 'industry', industry } : { kind: 'all' };
}

const registered = ({ organizationId, oneTimePassword }: Bootstrapped, email?: string): string =>
  `Registered ${organizationId}. Sign in as ${email} with ${oneTimePassword} and change the password at once; it is not shown again.`;

async function run(command: string | undefined, values: Values, ctx: Ctx): Promise<string | null> {
  if (command === 'bootstrap')
    return registered(await bootstrapOperator(ctx, registration(values)), values.email);
  if (command === 'regulator')
    return registered(
      await registerRegulator(ctx, { ...registration(values), scope: scope(values) }),
      values.email,
    );
  if (command !== 'disable') return null;
  await disablePerson(ctx, { email: values.email, reason: values.reason });
  return `${values.email} can no longer sign in.`;
}

function refusalText(error: ServiceError): string {
  const { refusal, fields } = error.details;
  if (fields)
    return Object.entries(fields)
      .map(([field, code]) => `--${OPTION_OF[field] ?? field}: ${code.replaceAll('_', ' ').split('?')[0]}`)
      .join('\n');
  if (error.code === 'not_found') return 'Nobody who can sign in has this e-mail address.';
  return (refusal && REFUSALS[refusal.code]) ?? error.message;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [command] = positionals;
  if (values.help || !['bootstrap', 'regulator', 'disable'].includes(command ?? '')) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  loadMarketEnv();
  const { help: _, ...given } = values;
  console.log(await withEngine(`operator ${command}`, (ctx) => run(command, given, ctx)));
}

main().catch((error: unknown) => {
  const expected = error instanceof ServiceError || error instanceof EnvError;
  const text = error instanceof ServiceError ? refusalText(error) : expected ? error.message : error;
  console.error(text);
  process.exitCode = expected ? 1 : 2;
});
