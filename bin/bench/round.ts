import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { openDatabase } from '@/db/client';
import { makeCast } from '@/db/seed/cast';
import { makeDice } from '@/db/seed/dice';
import { planSupply } from '@/db/seed/providing';
import { Stage } from '@/db/seed/stage';
import { makeLog } from '@/lib/adapters/log';
import { checkMarket } from '@/lib/services/market-check/check-market';
import { clearRound } from '@/lib/services/rounds/clear-round';
import { inlineEngine } from '@/lib/services/rounds/engine';
import { keptRound } from '@/lib/services/rounds/kept-book';
import { rowText, verdictText } from '../market/check-text';
import { openThrowAway } from '../market/throw-away';
import { Phases } from '../replay/phases';
import { type Bench, readCount, readOptions } from './bench-command';
import { openOrders } from './round/open-orders';
import { againstBar, table } from './table';

const NOW = new Date('2026-03-02T00:00:00Z');
const EARLIER_ORDERS = 100;
const DAY_MS = 86_400_000;
const AROUND = ['read', 'record', 'freshness', 'prices', 'fills', 'reasons', 'audit'] as const;

/** What the round made and how large its kept files are, packed. */
async function keptFigures(stage: Stage): Promise<string> {
  const kept = await stage.db.asEngine((tx) => keptRound(tx, 2));
  const { orders, filled } = kept.round.counts;
  const size = (value: unknown) => `${Math.round(gzipSync(JSON.stringify(value)).length / 1024)} KB`;
  return [
    `${filled} of ${orders} orders filled, ${kept.round.cardHours} card-hours`,
    `kept, packed: orders ${size(kept.book.orders)}, pools ${size(kept.book.pools)}, outcome ${size(kept.outcome)}`,
  ].join('; ');
}

async function run(stage: Stage, ownerUrl: string, orders: number): Promise<boolean> {
  const cast = await makeCast(stage, randomBytes(18).toString('base64url'), NOW);
  planSupply(stage, cast, NOW);
  const listed = new Date(NOW.getTime() + DAY_MS / 24);
  for (let plan = stage.agenda.takeBefore(listed); plan; plan = stage.agenda.takeBefore(listed))
    await plan.act(NOW);
  // A live market has had rounds before: its pool-hours have prices and nothing is held back.
  await openOrders(stage, ownerUrl, cast.buyers, EARLIER_ORDERS, NOW);
  await clearRound(stage.engine(NOW), { engine: inlineEngine, startedBy: 'clock' });
  await openOrders(stage, ownerUrl, cast.buyers, orders, NOW);
  const phases = new Phases();
  const started = performance.now();
  const cpu = process.cpuUsage();
  await clearRound(stage.engine(NOW), {
    engine: inlineEngine,
    startedBy: 'operator',
    timed: (phase, work) => phases.time(phase, work),
  });
  const totalSeconds = (performance.now() - started) / 1000;
  const { user } = process.cpuUsage(cpu);
  const seconds = (phase: string) => phases.seconds.get(phase) ?? 0;
  const engineSeconds = seconds('engine');
  const named = [...AROUND.map((phase) => [phase, seconds(phase)] as const)];
  const around = totalSeconds - engineSeconds;
  const rest = around - named.reduce((sum, [, took]) => sum + took, 0);
  console.log(
    table(
      [
        { head: 'part', left: true, cell: ([part]: readonly [string, number]) => part },
        { head: 'seconds', cell: ([, took]) => took.toFixed(2) },
      ],
      [['engine', engineSeconds], ...named, ['gate and commit', rest], ['total', totalSeconds]],
    ),
  );
  console.log(`this process: ${(user / 1e6).toFixed(2)} CPU seconds`);
  console.log(await keptFigures(stage));
  console.log(againstBar('seconds around the engine per second in it', around / engineSeconds, 1, 'most', 2));
  const check = await checkMarket(stage.engine(NOW));
  for (const row of check.disagreements) console.log(rowText(row));
  console.log(`market-check ${verdictText(check)}`);
  return check.disagreements.length === 0;
}

export const bench: Bench = {
  usage: '[--orders N] [--seed S]',
  purpose: 'One main round on the demo’s pools with N open orders: seconds in the engine and around it.',
  async run(args) {
    const options = readOptions(args, ['orders', 'seed']);
    const orders = readCount(options.orders, 5000, 1, 100_000);
    const seed = readCount(options.seed, 1, 0, 2 ** 32 - 1);
    const market = await openThrowAway({
      name: 'cardhour_bench',
      market: { settings: { currency: 'CNY', purpose: 'test', clockStartsAt: NOW } },
      databaseUrl: process.env.DATABASE_URL || null,
      keep: false,
    });
    const db = openDatabase(market.appUrl, { connectionsMax: 4, applicationName: 'cardhour bench' });
    try {
      const stage = new Stage(db, makeDice(seed), makeLog(undefined, 'warn'));
      return (await run(stage, market.ownerUrl, orders)) ? 0 : 1;
    } finally {
      await db.close();
      await market.close();
    }
  },
};
