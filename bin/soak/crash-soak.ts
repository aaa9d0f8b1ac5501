import { setTimeout as sleep } from 'node:timers/promises';
import { rounds } from '@/db/schema';
import { mulberry32 } from '@/lib/core/prng';
import { checkMarket } from '@/lib/services/market-check/check-market';
import { rowText, verdictText } from '../market/check-text';
import { type CrashMarket, openCrashMarket, ROUND_SECONDS } from './crash-market';
import { Load } from './load';
import { lostOf } from './lost';
import { untilReady } from './programs';

/** Load runs this long before a crash, in ms. */
const LOAD_LEAST_MS = 8000;
const LOAD_MOST_MS = 20_000;
/** PostgreSQL is killed at most this long after the web process. */
const APART_MOST_MS = 1500;

interface Crash {
  readonly acknowledged: number;
  readonly inDoubt: number;
  readonly resent: number;
  readonly restartS: number;
  readonly workerLived: boolean;
  /** Main rounds committed so far: the worker goes on after a crash. */
  readonly rounds: number;
  readonly lost: readonly string[];
  readonly disagreements: readonly string[];
}

/** One crash under load and what is left of the market afterwards. */
async function crash(market: CrashMarket, load: Load, roll: () => number): Promise<Crash> {
  load.start();
  await sleep(LOAD_LEAST_MS + roll() * (LOAD_MOST_MS - LOAD_LEAST_MS));
  await market.web.killHard();
  await sleep(roll() * APART_MOST_MS);
  market.killPostgres();
  const inDoubtStop = load.stop();
  const started = performance.now();
  await market.restartPostgres();
  market.web.start();
  await inDoubtStop;
  await sleep(500);
  const workerLived = market.worker.isRunning;
  if (!workerLived) market.worker.start();
  await untilReady(market.origin);
  const restartS = (performance.now() - started) / 1000;
  const inDoubt = load.inDoubt.length;
  // First what stands by itself, then what clients ask for again.
  const lost = await lostOf(market.db, load.acknowledged);
  const resent = await load.resend();
  const check = await checkMarket(market.stage.engine(new Date()));
  lost.push(...(await lostOf(market.db, load.acknowledged)));
  return {
    acknowledged: load.acknowledged.length,
    inDoubt,
    resent,
    restartS,
    workerLived,
    rounds: await countRounds(market),
    lost,
    disagreements: check.disagreements.map(rowText),
  };
}

const countRounds = ({ db }: CrashMarket): Promise<number> => db.asEngine((tx) => tx.$count(rounds));

/** Whether the worker commits another round within three times the interval. */
async function roundsGoOn(market: CrashMarket): Promise<boolean> {
  const before = await countRounds(market);
  for (const until = Date.now() + 3 * ROUND_SECONDS * 1000; Date.now() < until; await sleep(1000))
    if ((await countRounds(market)) > before) return true;
  return false;
}

const countOf = (load: Load, what: string): number =>
  load.acknowledged.filter((one) => one.what === what).length;

function print(turn: number, load: Load, one: Crash): void {
  const cells = [
    String(turn + 1).padStart(2),
    String(countOf(load, 'limit')).padStart(6),
    String(countOf(load, 'acceptance')).padStart(11),
    String(countOf(load, 'cancel')).padStart(7),
    `${one.resent}/${one.inDoubt}`.padStart(8),
    one.restartS.toFixed(1).padStart(9),
    (one.workerLived ? 'lived' : 'restarted').padStart(9),
    String(one.rounds).padStart(6),
    (one.disagreements.length === 0 ? 'clean' : `${one.disagreements.length} rows`).padStart(12),
    String(one.lost.length).padStart(4),
  ];
  console.log(cells.join('  '));
  for (const line of [...one.disagreements, ...one.lost]) console.log(`    ${line}`);
}

/**
 * Kills web and PostgreSQL under load, many times over, and checks after each restart that the books agree and that
 * nothing acknowledged is lost; on this machine alone, on a market of its own. Promises whether all was well.
 */
export async function crashSoak(times: number, seed: number): Promise<boolean> {
  const market = await openCrashMarket(seed);
  try {
    market.web.start();
    market.worker.start();
    await untilReady(market.origin);
    const roll = mulberry32(seed);
    const load = new Load(market.origin, market.keys, roll, 2 * ROUND_SECONDS * 1000);
    console.log(
      `${market.keys.length} clients over the API; kill -9 of web, then of PostgreSQL; counts are sums so far`,
    );
    console.log(
      ' #  limits  acceptances  cancels  resent/in doubt  restart s     worker  rounds  market-check  lost',
    );
    let clean = true;
    for (let turn = 0; turn < times; turn++) {
      const one = await crash(market, load, roll);
      clean &&= one.lost.length === 0 && one.disagreements.length === 0;
      print(turn, load, one);
    }
    const refusals = [...load.refusals].map(([reason, count]) => `${reason} ${count}`).join(', ');
    console.log(`${load.requests} requests, ${load.unanswered} unanswered; refused: ${refusals || 'none'}`);
    load.start();
    const goesOn = await roundsGoOn(market);
    await load.stop();
    console.log(`after the last crash ${goesOn ? 'rounds go on' : 'NO ROUND was committed any more'}`);
    console.log(`market-check ${verdictText(await checkMarket(market.stage.engine(new Date())))}`);
    return clean && goesOn;
  } finally {
    await market.close();
  }
}
