import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { clearInLanes } from '@/lib/adapters/clear-in-lanes';
import type { Book } from '@/lib/clearing/book';
import { parseBook } from '@/lib/clearing/parse-book';
import { parseOutcome } from '@/lib/clearing/parse-outcome';
import { verifyOutcome } from '@/lib/clearing/verify';
import type { Refusal, Result } from '@/lib/core/result';

const USAGE = `usage: npm run -s clear -- BOOK.json [--out FILE] [--threads N]
       npm run -s clear -- verify BOOK.json OUTCOME.json`;
const FILE_BYTES_MAX = 500_000_000;
const RULE_BROKEN = 1;
const UNUSABLE = 2;

/** Ends the command: one line on standard error and an exit code. */
class Stop extends Error {
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
  }
}

const factsText = ({ facts }: Refusal): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

function readJson(file: string): unknown {
  try {
    const { size } = statSync(file);
    if (size > FILE_BYTES_MAX)
      throw new Stop(
        UNUSABLE,
        `${file}: ${size} bytes is over the ${FILE_BYTES_MAX} (500 MB) a file may have`,
      );
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Stop) throw error;
    if (error instanceof SyntaxError) throw new Stop(UNUSABLE, `${file}: $: is no JSON: ${error.message}`);
    throw new Stop(UNUSABLE, `${file}: can't be read: ${error instanceof Error ? error.message : error}`);
  }
}

function readFileAs<T>(file: string, what: string, parse: (json: unknown) => Result<T, 'malformed'>): T {
  const parsed = parse(readJson(file));
  if (parsed.ok) return parsed.value;
  const { path, reason } = parsed.refusal.facts;
  throw new Stop(UNUSABLE, `${file}: malformed ${what}: ${path}: ${reason}`);
}

async function clear(bookFile: string, outFile: string | null, threads: number): Promise<void> {
  const book: Book = readFileAs(bookFile, 'book', parseBook);
  const started = performance.now();
  const outcome = await clearInLanes(book, threads);
  const elapsedMs = Math.round(performance.now() - started);
  const text = `${JSON.stringify({ ...outcome, elapsedMs })}\n`;
  // A stream waits for a slow reader; a plain write to a full pipe fails.
  if (outFile === null) process.stdout.write(text);
  else writeOut(outFile, text);
}

function writeOut(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Stop(UNUSABLE, `${file}: can't be written: ${error instanceof Error ? error.message : error}`);
  }
}

function verify(bookFile: string, outcomeFile: string): void {
  const book = readFileAs(bookFile, 'book', parseBook);
  const outcome = readFileAs(outcomeFile, 'outcome', parseOutcome);
  const verified = verifyOutcome(book, outcome);
  if (!verified.ok)
    throw new Stop(RULE_BROKEN, `broken ${verified.refusal.code}: ${factsText(verified.refusal)}`);
  const { trades, unfilled, welfare, bound } = verified.value;
  const share = bound === 0n ? 1 : Number(welfare) / Number(bound);
  process.stdout.write(
    `ok: ${trades} trades, ${unfilled} unfilled, welfare ${welfare} of at most ${bound} (${share.toFixed(4)})\n`,
  );
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' }, threads: { type: 'string' } },
    });
    return { values, positionals };
  } catch (error) {
    throw new Stop(UNUSABLE, `${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function readThreads(text: string | undefined): number {
  const threads = Number(text ?? 1);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 64) return threads;
  throw new Stop(UNUSABLE, `--threads is ${text}, not a whole number from 1 to 64`);
}

async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  const [first, second, third] = positionals;
  const isVerify = first === 'verify' && values.out === undefined && values.threads === undefined;
  if (isVerify && second && third && positionals.length === 3) verify(second, third);
  else if (first && first !== 'verify' && positionals.length === 1)
    await clear(first, values.out ?? null, readThreads(values.threads));
  else throw new Stop(UNUSABLE, USAGE);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
