import { firstSellableHour } from '@/lib/core/hours';
import { type JobSpec, jobShape } from '@/lib/market/job';
import { type JobOption, rememberingProfiler } from '@/lib/market/job-option';
import { placementsIn, spreadPlacements } from '@/lib/market/job-placements';
import { jobOptions, jobWindow, makeQuotes } from '@/lib/market/make-quotes';
import { DEFAULT_TERMS, type MarketTerms } from '@/lib/market/terms';
import { type Bench, readCount, readOptions } from './bench-command';
import {
  JOB_KINDS,
  type JobKindName,
  layOut,
  SAMPLE_NOW,
  type SampleMarket,
  sampleJobs,
  sampleMarket,
} from './quotes/sample-market';
import { average, quantile, table } from './table';

const BUYER = { organizationId: 'org_buyer', controllingGroup: null };
const WARM_UP_JOBS = 5;

interface QuoteRow {
  readonly kind: JobKindName;
  readonly pools: readonly number[];
  /** Milliseconds of finding the cheapest and fastest placement alone, eligibility and profiles known. */
  readonly placingMs: readonly number[];
  /** Milliseconds of the whole: eligibility, profiles, options, placements, quotes with their evidence. */
  readonly quotingMs: readonly number[];
}

export const bench: Bench = {
  usage: '[--pools 500] [--hours 336] [--jobs 200] [--seed 1]',
  purpose:
    'Instant quotes from a price sheet over all eligible pools: milliseconds of the processor per job, by kind of job.',
  async run(args) {
    const options = readOptions(args, ['pools', 'hours', 'jobs', 'seed']);
    const pools = readCount(options.pools, 500, 1, 100_000);
    const hours = readCount(options.hours, 336, 72, 8784);
    const jobs = readCount(options.jobs, 200, 1, 100_000);
    const seed = readCount(options.seed, 1, 0, 2 ** 32 - 1);
    const terms: MarketTerms = { ...DEFAULT_TERMS, horizonHours: hours, version: 1, validFromHour: 0 };
    const market = sampleMarket(pools, hours, seed, terms);
    const fromHour = firstSellableHour(SAMPLE_NOW, terms.leadMinutes);
    const layingMs = processorMs(() => layOut(market.pools, market.rows, fromHour, hours, terms));
    const rows = JOB_KINDS.map((kind) => measure(kind, sampleJobs(kind, jobs, hours, seed), market, terms));
    console.log(`${pools} pools × ${hours} hours; ${jobs} jobs of each kind.\n\n${quoteTable(rows)}`);
    console.log(
      `\nThe sheet itself, laid out from ${market.rows.length} pool-hour rows: ${layingMs.toFixed(0)} ms.`,
    );
    return 0;
  },
};

/** Milliseconds of the processor, which other processes of the machine don't stretch. */
function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function measure(
  kind: JobKindName,
  specs: readonly JobSpec[],
  { pools, sheet }: SampleMarket,
  terms: MarketTerms,
): QuoteRow {
  const row = { kind, pools: [] as number[], placingMs: [] as number[], quotingMs: [] as number[] };
  specs.forEach((spec, i) => {
    const request = { spec, buyer: BUYER, pools, sheet, terms, now: SAMPLE_NOW };
    const quotingMs = processorMs(() => makeQuotes(request));
    const window = jobWindow(spec, terms, SAMPLE_NOW);
    const { options } = jobOptions({ ...request, profiler: rememberingProfiler() }, window);
    const lastHour = Math.min(window.deadlineHour, window.horizonHour);
    const placingMs = processorMs(() => place(spec, options, sheet, lastHour));
    if (i < WARM_UP_JOBS && specs.length > 2 * WARM_UP_JOBS) return;
    row.pools.push(options.length);
    row.placingMs.push(placingMs);
    row.quotingMs.push(quotingMs);
  });
  return row;
}

/** A block in every pool that may run it, a spread over all of them together. */
function place(
  spec: JobSpec,
  options: readonly (readonly JobOption[])[],
  sheet: SampleMarket['sheet'],
  lastHour: number,
): number {
  if (jobShape(spec) === 'spread') return spreadPlacements(options.flat(), sheet, lastHour).length;
  let found = 0;
  for (const ofPool of options) {
    const poolSheet = sheet.pools.get(ofPool[0]?.pool.id ?? '');
    if (poolSheet) found += placementsIn(ofPool, poolSheet, lastHour).length;
  }
  return found;
}

const ms = (values: readonly number[], share: number): string => quantile(values, share).toFixed(2);

const quoteTable = (rows: readonly QuoteRow[]): string =>
  table(
    [
      { head: 'job', cell: ({ kind }) => kind, left: true },
      { head: 'eligible pools', cell: ({ pools }) => average(pools).toFixed(0) },
      { head: 'placing, median ms', cell: ({ placingMs }) => ms(placingMs, 0.5) },
      { head: 'p99 ms', cell: ({ placingMs }) => ms(placingMs, 0.99) },
      { head: 'whole quote, median ms', cell: ({ quotingMs }) => ms(quotingMs, 0.5) },
      { head: 'p99 ms', cell: ({ quotingMs }) => ms(quotingMs, 0.99) },
    ],
    rows,
  );
