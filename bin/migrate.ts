import { parseArgs } from 'node:util';
import { type SetUpOutcome, setUp } from '@/db/set-up';
import { SetUpError } from '@/db/set-up-error';
import { sqlState } from '@/db/sql-state';
import { loadEnvFile } from '@/lib/adapters/env';

const USAGE = `npm run migrate -- [--currency CNY] [--print-app-url]
  Makes the database in DATABASE_URL ready: roles, structure, queue, runtime login.
  --currency       opens a production market in this currency if the database has none yet
  --print-app-url  prints the runtime login's URL, for DATABASE_APP_URL`;

function report({ serverVersion, migrationsRun, marketOpened, hasMarket, appUrl }: SetUpOutcome): string {
  const structure = migrationsRun === 0 ? 'the structure was current' : `ran ${migrationsRun} migrations`;
  const market = marketOpened
    ? 'opened the market'
    : hasMarket
      ? 'the market was open'
      : 'there is no market yet (--currency opens one)';
  return `PostgreSQL ${serverVersion}: ${structure}; ${market}; web and worker sign in as ${decodeURIComponent(new URL(appUrl).username)}.`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      currency: { type: 'string' },
      'print-app-url': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return void console.log(USAGE);
  loadEnvFile();
  const ownerUrl = process.env.DATABASE_URL;
  if (!ownerUrl)
    throw new SetUpError('DATABASE_URL is missing: the owner’s login of the database to migrate.');
  if (values.currency !== undefined && !/^[A-Z]{3}$/.test(values.currency))
    throw new SetUpError(`--currency ${values.currency} is not a three-letter currency code such as CNY.`);
  const outcome = await setUp(ownerUrl, {
    appUrl: process.env.DATABASE_APP_URL || undefined,
    market: values.currency ? { settings: { currency: values.currency, purpose: 'production' } } : undefined,
  });
  console.log(report(outcome));
  if (values['print-app-url']) console.log(outcome.appUrl);
}

main().catch((error: unknown) => {
  const unreachable = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
  if (error instanceof SetUpError) console.error(error.message);
  else if (unreachable) console.error('No PostgreSQL answers at DATABASE_URL.');
  else if (sqlState(error)?.startsWith('28') || sqlState(error) === '3D000')
    console.error(`PostgreSQL refuses DATABASE_URL: ${error instanceof Error ? error.message : error}.`);
  else console.error(error);
  process.exitCode = 1;
});
