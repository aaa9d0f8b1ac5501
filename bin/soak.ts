import { parseArgs } from 'node:util';
import { SetUpError } from '@/db/set-up-error';
import { loadEnvFile } from '@/lib/adapters/env';
import { crashSoak } from './soak/crash-soak';
import { oversellSoak } from './soak/oversell-soak';

const USAGE = `npm run soak -- oversell [--times N]
  Fifty buyers accept quotes at once on the last eight cards; 20 times by default.
npm run soak -- crash [--times N] [--seed S]
  kill -9 of web and PostgreSQL under load over the API; 10 times by default. Needs a build (npm run build).
Both run on a market of their own, on this machine alone, and exit 1 with what went wrong.`;

const USAGE_ERROR = 2;
const TIMES_MOST = 1000;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { times: { type: 'string' }, seed: { type: 'string', default: '1' } },
  });
  const [kind] = positionals;
  const times = Number(values.times ?? (kind === 'crash' ? 10 : 20));
  const seed = Number(values.seed);
  const isUsable = Number.isInteger(times) && times >= 1 && times <= TIMES_MOST && Number.isInteger(seed);
  if ((kind !== 'oversell' && kind !== 'crash') || positionals.length > 1 || !isUsable) {
    console.error(USAGE);
    return USAGE_ERROR;
  }
  loadEnvFile();
  const clean =
    kind === 'oversell'
      ? await oversellSoak(times, process.env.DATABASE_URL || null)
      : await crashSoak(times, seed);
  return clean ? 0 : 1;
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error instanceof SetUpError ? error.message : error);
    process.exit(USAGE_ERROR);
  },
);
