import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildInputs, isBuilt, markBuilt } from './demo/build';
import { tableText } from './demo/narrate';
import { findChromium } from './test/chromium';
import { type Counts, NO_TESTS, playwrightCounts, plus, vitestCounts } from './test/counts';
import { startDebianPostgres } from './test/debian-postgres';
import { run, tool } from './test/run';

const REPORTS = 'test-results';

interface Outcome {
  readonly counts?: Counts;
  /** Said in the summary: what was used, or why it was not run. */
  readonly note?: string;
}

interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

const report = (name: string): string => join(REPORTS, `${name}.json`);

/** Counts of what a failed run reported before it failed, if it got that far. */
class StepFailed extends Error {
  constructor(
    readonly counts: Counts,
    override readonly cause: unknown,
  ) {
    super('step failed');
  }
}

/** Runs a command that reports on tests; its counts are read whether it passed or failed. */
async function counted(
  file: string,
  read: (file: string) => Promise<Counts>,
  command: () => Promise<void>,
): Promise<Counts> {
  await rm(file, { force: true });
  try {
    await command();
  } catch (error) {
    throw new StepFailed(await read(file).catch(() => NO_TESTS), error);
  }
  return read(file);
}

const vitest = (project: 'unit' | 'db', name: string, env: Record<string, string> = {}): Promise<Counts> =>
  counted(report(name), vitestCounts, () =>
    run(
      tool('vitest'),
      [
        'run',
        '--project',
        project,
        '--silent=passed-only',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report(name)}`,
      ],
      env,
    ),
  );

/**
 * Another server is told every statement too: it runs every file but those about our own processes' starts, stops and
 * deaths, and of what draws cases by the hundred on the embedded one a tenth.
 */
const ON_ANOTHER_SERVER = {
  TEST_LEFT_OUT: 'db/embedded.db.test.ts,**/crash.db.test.ts',
  MONEY_MODEL_RUNS: '20',
  SHUFFLE_SEEDS: '10',
};

async function onDebianPostgres(): Promise<Outcome> {
  const server = await startDebianPostgres();
  if (!server)
    return { note: 'not run: no PostgreSQL 15 or newer in /usr/lib/postgresql, and none may be installed' };
  try {
    const env = { ...ON_ANOTHER_SERVER, TEST_DATABASE_URL: server.ownerUrl };
    return { counts: await vitest('db', 'database-debian', env), note: `PostgreSQL ${server.major}` };
  } finally {
    await server.stop();
  }
}

async function build(): Promise<Outcome> {
  const inputs = await buildInputs();
  if (await isBuilt(inputs)) return { note: 'the standing build is current' };
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', TYPES_CHECKED: '1' };
  await run(tool('next'), ['build'], env);
  await markBuilt(inputs);
  return {};
}

async function browser(): Promise<Outcome> {
  const { path, words } = await findChromium();
  console.log(`Browser tests use ${words}.`);
  const counts = await counted(report('browser'), playwrightCounts, () =>
    run(tool('playwright'), ['test'], { CHROMIUM_PATH: path }),
  );
  return { counts, note: words };
}

const STEPS: readonly Step[] = [
  { name: 'format and lint', run: () => run(tool('biome'), ['check', '.']).then(() => ({})) },
  {
    name: 'types',
    run: async () => {
      await run(tool('next'), ['typegen'], { NEXT_TELEMETRY_DISABLED: '1' });
      await run(tool('tsc'), ['--noEmit']);
      return {};
    },
  },
  { name: 'unit', run: async () => ({ counts: await vitest('unit', 'unit') }) },
  {
    name: 'database, embedded',
    run: async () => ({
      counts: await vitest('db', 'database', { TEST_DATABASE_URL: '' }),
      note: 'PostgreSQL 18',
    }),
  },
  { name: 'database, Debian', run: onDebianPostgres },
  { name: 'build', run: build },
  { name: 'browser', run: browser },
];

const countsText = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** Every check in order, up to the first that fails; promises whether all passed. */
async function main(): Promise<boolean> {
  await mkdir(REPORTS, { recursive: true });
  const rows: string[][] = [['step', 'result', 'time', 'tests', '']];
  let total = NO_TESTS;
  let failed = false;
  for (const step of STEPS) {
    console.log(`\n── ${step.name} ──`);
    const started = performance.now();
    let outcome: Outcome;
    try {
      outcome = await step.run();
    } catch (error) {
      failed = true;
      const own = error instanceof StepFailed ? error.counts : NO_TESTS;
      console.error(error instanceof StepFailed ? error.cause : error);
      outcome = { counts: own.failed > 0 ? own : { ...own, failed: 1 } };
    }
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const { counts, note = '' } = outcome;
    total = plus(total, counts ?? NO_TESTS);
    const result = failed ? 'failed' : note.startsWith('not run') ? 'not run' : 'passed';
    rows.push([step.name, result, seconds, counts ? countsText(counts) : '', note]);
    if (failed) break;
  }
  console.log(`\n${tableText(rows)}\n\n${countsText(total)}`);
  return !failed;
}

main().then(
  (passed) => process.exit(passed ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
