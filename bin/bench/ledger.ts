import postgres, { type Sql } from 'postgres';
import { type Database, openDatabase } from '@/db/client';
import { openThrowAway } from '../market/throw-away';
import { type Bench, readCount, readNumber, readOptions } from './bench-command';
import { type Contestant, contest, measured, type Standing } from './ledger/contest';
import { settleManyLeases } from './ledger/many-leases';
import { CURRENCY, fundAll, makeOrganizations } from './ledger/parties';
import { pgbenchVersion, runPgbench } from './ledger/pgbench';
import { makeTpcbTables, tpcbByFunction, tpcbByStatements } from './ledger/tpcb';
import { settleBatch, transferOnce, transferToHot } from './ledger/transfers';
import { againstBar, type Column, table } from './table';

const NOW = new Date('2026-03-02T00:00:00Z');
const ORGANIZATIONS = 10_000;
const BATCH = 1000;
/** Organizations that nothing else of the bench touches. */
const PARTIES = 250;

interface Options {
  readonly connections: number;
  readonly scale: number;
  readonly turns: number;
  readonly seconds: number;
  readonly leases: number;
}

interface Urls {
  readonly ownerUrl: string;
  readonly appUrl: string;
}

async function contestants(
  sql: Sql,
  db: Database,
  { ownerUrl }: Urls,
  organizations: readonly string[],
  { connections, scale }: Options,
): Promise<readonly Contestant[]> {
  const each = (name: string, lanes: number, once: () => Promise<number>): Contestant => ({
    name,
    run: (seconds) => measured(lanes, seconds, once),
  });
  const single = (name: string, once: () => Promise<void>) =>
    each(name, connections, () => once().then(() => 1));
  const version = await pgbenchVersion();
  return [
    single('TPC-B-like, statement by statement', () => tpcbByStatements(sql, scale)),
    single('single transfer', () => transferOnce(db, organizations)),
    single('transfer into one hot account', () => transferToHot(db, organizations)),
    each(`settlements in batches of ${BATCH}`, 1, async () => {
      await settleBatch(db, organizations, BATCH);
      return BATCH;
    }),
    single('TPC-B-like as one function call', () => tpcbByFunction(sql, scale)),
    ...(version
      ? [
          {
            name: `${version}, tpcb-like`,
            run: async (seconds: number) => ({
              perSecond: await runPgbench(ownerUrl, connections, Math.ceil(seconds)),
              cpuPerThousand: null,
            }),
          },
        ]
      : []),
  ];
}

/** What each kind of transfer reaches of the yardstick's transactions per second, by its place among the contestants. */
const BARS = [
  { at: 1, what: 'single transfers over the yardstick', bar: 0.6 },
  { at: 2, what: 'transfers into one hot account over the yardstick', bar: 0.3 },
  { at: 3, what: 'settlements in batches over the yardstick', bar: 5 },
] as const;

const COLUMNS: readonly Column<Standing>[] = [
  { head: 'transactions', left: true, cell: (row) => row.name },
  { head: 'per second', cell: (row) => row.perSecond.toFixed(0) },
  { head: 'over the yardstick', cell: (row) => row.ratio.toFixed(2) },
  { head: 'client CPU ms each', cell: (row) => row.cpuPerThousand?.toFixed(2) ?? '' },
];

async function run(urls: Urls, options: Options): Promise<boolean> {
  const { connections, scale, turns, seconds, leases } = options;
  const sql = postgres(urls.ownerUrl, { max: connections, onnotice: () => undefined });
  const db = openDatabase(urls.appUrl, { connectionsMax: connections, applicationName: 'cardhour bench' });
  try {
    await makeTpcbTables(sql, scale);
    const all = await makeOrganizations(sql, ORGANIZATIONS + PARTIES, NOW);
    const organizations = all.slice(PARTIES);
    await fundAll(db, organizations, 'available', NOW);
    await fundAll(db, organizations, 'held', NOW);
    await sql.unsafe('vacuum analyze');
    const standings = await contest(await contestants(sql, db, urls, organizations, options), turns, seconds);
    console.log(table(COLUMNS, standings));
    const lines = BARS.map(({ at, what, bar }) =>
      againstBar(what, standings[at]?.ratio ?? Number.NaN, bar, 'least', 2),
    );
    console.log(lines.join('\n'));
    const settled = await settleManyLeases(sql, db, all.slice(0, PARTIES), leases, NOW);
    console.log(
      `${settled.leases} leases settled in one go: ${settled.seconds.toFixed(1)} s, ${settled.cpuSeconds.toFixed(1)} CPU seconds of this process`,
    );
    console.log(againstBar('leases settled', settled.leases, leases, 'least', 0));
    console.log(againstBar('disagreements of their parties’ books', settled.disagreements, 0, 'most', 0));
    return (
      lines.every((line) => line.startsWith('pass')) &&
      settled.leases === leases &&
      settled.disagreements === 0
    );
  } finally {
    await db.close();
    await sql.end();
  }
}

export const bench: Bench = {
  usage: '[--connections N] [--scale S] [--turns N] [--seconds S] [--leases N]',
  purpose:
    'Transfers and settlements beside TPC-B-like transactions through the same driver, in turns on one PostgreSQL.',
  async run(args) {
    const options = readOptions(args, ['connections', 'scale', 'turns', 'seconds', 'leases']);
    const read: Options = {
      connections: readCount(options.connections, 4, 1, 100),
      scale: readCount(options.scale, 10, 1, 1000),
      turns: readCount(options.turns, 7, 1, 100),
      seconds: readNumber(options.seconds, 3, 0.1, 600),
      leases: readCount(options.leases, 10_000, 1, 1_000_000),
    };
    const market = await openThrowAway({
      name: 'cardhour_bench',
      market: { settings: { currency: CURRENCY, purpose: 'test', clockStartsAt: NOW } },
      databaseUrl: process.env.DATABASE_URL || null,
      keep: false,
      durable: true,
    });
    try {
      return (await run(market, read)) ? 0 : 1;
    } finally {
      await market.close();
    }
  },
};
