import postgres from 'postgres';
import { openDatabase } from '@/db/client';
import { openThrowAway } from '../market/throw-away';
import { type Bench, readCount, readNumber, readOptions } from './bench-command';
import { type Contestant, contest, measured, type Standing } from './ledger/contest';
import { fundAll, makeOrganizations } from './ledger/parties';
import { pgbenchVersion, runPgbench } from './ledger/pgbench';
import { makeTpcbTables, tpcbByFunction, tpcbByStatements } from './ledger/tpcb';
import { settleBatch, transferOnce, transferToHot } from './ledger/transfers';
import { againstBar, table } from './table';

const NOW = new Date('2026-03-02T00:00:00Z');
const ORGANIZATIONS = 10_000;
const BATCH = 1000;

interface Options {
  readonly connections: number;
  readonly scale: number;
  readonly turns: number;
  readonly seconds: number;
}

const one = async (work: Promise<void>): Promise<number> => {
  await work;
  return 1;
};

async function standings(
  urls: { readonly ownerUrl: string; readonly appUrl: string },
  { connections, scale, turns, seconds }: Options,
): Promise<readonly Standing[]> {
  const sql = postgres(urls.ownerUrl, { max: connections, onnotice: () => undefined });
  const db = openDatabase(urls.appUrl, { connectionsMax: connections, applicationName: 'cardhour bench' });
  try {
    await makeTpcbTables(sql, scale);
    const organizations = await makeOrganizations(sql, ORGANIZATIONS, NOW);
    await fundAll(db, organizations, 'available', NOW);
    await fundAll(db, organizations, 'held', NOW);
    await sql.unsafe('vacuum analyze');
    const each = (name: string, once: () => Promise<number>, lanes = connections): Contestant => ({
      name,
      run: (long) => measured(lanes, long, once),
    });
    const version = await pgbenchVersion();
    const outside: Contestant[] = version
      ? [
          {
            name: `${version}, tpcb-like`,
            run: async (long) => ({
              perSecond: await runPgbench(urls.ownerUrl, connections, Math.ceil(long)),
              cpuPerThousand: null,
            }),
          },
        ]
      : [];
    return await contest(
      [
        each('TPC-B-like, statement by statement', () => one(tpcbByStatements(sql, scale))),
        each('single transfer', () => one(transferOnce(db, organizations))),
        each('transfer to one hot account', () => one(transferToHot(db, organizations))),
        each(
          `settlements, ${BATCH} a batch`,
          async () => {
            await settleBatch(db, organizations, BATCH);
            return BATCH;
          },
          1,
        ),
        each('TPC-B-like as one function call', () => one(tpcbByFunction(sql, scale))),
        ...outside,
      ],
      turns,
      seconds,
    );
  } finally {
    await db.close();
    await sql.end();
  }
}

export const bench: Bench = {
  usage: '[--connections N] [--scale S] [--turns N] [--seconds S]',
  purpose: 'The ledger beside TPC-B-like transactions on the same PostgreSQL.',
  async run(args) {
    const options = readOptions(args, ['connections', 'scale', 'turns', 'seconds']);
    const market = await openThrowAway({
      name: 'cardhour_bench',
      market: { settings: { currency: 'CNY', purpose: 'test', clockStartsAt: NOW } },
      databaseUrl: process.env.DATABASE_URL || null,
      keep: false,
      durable: true,
    });
    try {
      const rows = await standings(market, {
        connections: readCount(options.connections, 8, 1, 100),
        scale: readCount(options.scale, 10, 1, 1000),
        turns: readCount(options.turns, 7, 1, 100),
        seconds: readNumber(options.seconds, 3, 0.1, 600),
      });
      console.log(
        table(
          [
            { head: 'transactions', left: true, cell: (row: Standing) => row.name },
            { head: 'per second', cell: (row) => row.perSecond.toFixed(0) },
            { head: 'over the yardstick', cell: (row) => row.ratio.toFixed(2) },
            { head: 'CPU s per 1,000', cell: (row) => row.cpuPerThousand?.toFixed(2) ?? '' },
          ],
          rows,
        ),
      );
      const bars = [
        ['single transfer', 1, 0.6],
        ['hot', 2, 0.3],
        ['batch', 3, 5],
      ] as const;
      const lines = bars.map(([n, at, bar]) => againstBar(n, rows[at]?.ratio ?? Number.NaN, bar, 'least', 2));
      for (const line of lines) console.log(line);
      return lines.some((line) => line.startsWith('FAIL')) ? 1 : 0;
    } finally {
      await market.close();
    }
  },
};
