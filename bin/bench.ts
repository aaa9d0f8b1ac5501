import type { Bench } from './bench/bench-command';
import { UsageError } from './bench/bench-command';

/** Every bench by its name; each is loaded only when it's asked for. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  book: () => import('./bench/book'),
  clearing: () => import('./bench/clearing'),
  rounds: () => import('./bench/rounds'),
  protections: () => import('./bench/protections'),
  round: () => import('./bench/round'),
  rationing: () => import('./bench/rationing'),
  quotes: () => import('./bench/quotes'),
  profiles: () => import('./bench/profiles'),
  gap: () => import('./bench/gap'),
  warm: () => import('./bench/warm'),
  truth: () => import('./bench/truth'),
  ledger: () => import('./bench/ledger'),
};

const USAGE_ERROR = 2;

async function usage(): Promise<string> {
  const lines: string[] = [];
  for (const [name, load] of Object.entries(BENCHES)) {
    const { bench } = await load();
    lines.push(`npm run -s bench -- ${name} ${bench.usage}`, `  ${bench.purpose}`);
  }
  return lines.join('\n');
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  const load = name !== undefined && Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!load) {
    console.error(await usage());
    return USAGE_ERROR;
  }
  const { bench } = await load();
  try {
    return await bench.run(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\nusage: npm run -s bench -- ${name} ${bench.usage}`);
    return USAGE_ERROR;
  }
}

process.exitCode = await main(process.argv.slice(2));
