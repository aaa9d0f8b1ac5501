import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openDatabase } from '@/db/client';
import { makeDice } from '@/db/seed/dice';
import { Stage } from '@/db/seed/stage';
import { SetUpError } from '@/db/set-up-error';
import { loadEnvFile } from '@/lib/adapters/env';
import { makeLog } from '@/lib/adapters/log';
import { planOrders } from '@/lib/replay/buyers-side';
import { OFFER_COLUMNS, readOffer } from '@/lib/replay/read-offer';
import { readRows } from '@/lib/replay/read-rows';
import { readTask, TASK_COLUMNS } from '@/lib/replay/read-task';
import { type ReplayFigures, summaryText } from '@/lib/replay/summary';
import { checkMarket } from '@/lib/services/market-check/check-market';
import { replayBothWays } from '@/lib/simulation/replay-both-ways';
import { rowText, verdictText } from './market/check-text';
import { openThrowAway } from './market/throw-away';
import { fundBuyers, listOffers, makeCast } from './replay/cast';
import { readMarket } from './replay/figures';
import { Phases } from './replay/phases';
import { Play } from './replay/play';
import { readCsv, Unusable } from './replay/read-csv';

const USAGE = `npm run replay -- --offers FILE --tasks FILE [--limit N] [--hours H] [--seed S] [--keep]
  Plays public data through the market's own verbs, in a database of its own, and checks the market afterwards.
  --offers  a listing in the SkyPilot catalog's format (skypilot_vast_v7.csv)
  --tasks   a trace in the format of openb_pod_list_*.csv
  --limit   the most tasks to place, in the trace's order; all by default
  --hours   market hours the tasks' creation times are scaled into; 96 by default
  --seed    of the buyers' side, which public data doesn't have; 1 by default
  --keep    leaves the database`;

/** A Monday; nothing depends on it but dates. */
const STARTS_AT = new Date('2026-01-05T00:00:00Z');
/** The listing's; nothing is converted. */
const CURRENCY = 'USD';
const HORIZON_HOURS = 336;
const BUYERS = 24;
const HOUR_MS = 3_600_000;
const UNUSABLE = 2;

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Unusable(`--${name} is a whole number from ${least} to ${most}.`);
  return value;
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      offers: { type: 'string' },
      tasks: { type: 'string' },
      limit: { type: 'string', default: '1000000' },
      hours: { type: 'string', default: '96' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
    },
  });
  if (!values.offers || !values.tasks) throw new Unusable(USAGE);
  return {
    offers: values.offers,
    tasks: values.tasks,
    limit: wholeNumber('limit', values.limit, 1, 1_000_000),
    hours: wholeNumber('hours', values.hours, 1, 24 * 365),
    seed: wholeNumber('seed', values.seed, 0, 0xffffffff),
    keep: values.keep,
  };
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

type Options = ReturnType<typeof readArguments>;

/** Reads both files and makes the buyers' side; throws Unusable when nothing could be traded. */
function readInput(options: Options) {
  const offers = readRows(readCsv(options.offers, OFFER_COLUMNS), readOffer);
  const taskRows = readCsv(options.tasks, TASK_COLUMNS);
  const tasks = readRows(taskRows, (row) => readTask(row, HORIZON_HOURS), options.limit);
  if (offers.mapped.length === 0) throw new Unusable('None of the offers can be listed.');
  if (tasks.mapped.length === 0) throw new Unusable('None of the tasks can be placed.');
  const { seed, hours } = options;
  const planned = planOrders(tasks.mapped, offers.mapped, { seed, hours, buyers: BUYERS });
  return { offers, tasks, planned, places: [...new Set(offers.mapped.map(({ place }) => place))] };
}

type Input = ReturnType<typeof readInput>;

/** What the summary says of the two files. */
const inputFigures = ({ offers, tasks, places }: Input): Pick<ReplayFigures, 'offers' | 'tasks'> => ({
  offers: {
    read: offers.read,
    mapped: offers.mapped.length,
    refused: offers.refused,
    providers: places.length,
    cards: offers.mapped.reduce((sum, offer) => sum + offer.cards, 0),
    chipAmbiguous: offers.mapped.filter((offer) => offer.chipAmbiguous).length,
    placeByCountry: offers.mapped.filter((offer) => !offer.regionExact).length,
  },
  tasks: {
    read: tasks.read,
    mapped: tasks.mapped.length,
    refused: tasks.refused,
    fractions: tasks.mapped.filter((task) => task.wasFraction).length,
    cardHours: tasks.mapped.reduce((sum, task) => sum + task.cards * task.hours, 0),
  },
});

/** Plays the input on an open market, prints the summary and the market's check; promises whether it is clean. */
async function replay(
  stage: Stage,
  input: Input,
  { seed, hours }: Options,
  phases: Phases,
): Promise<boolean> {
  const { offers, planned, places } = input;
  const password = randomBytes(18).toString('base64url');
  const cast = await phases.time('sign-ups', () => makeCast(stage, places, BUYERS, password, STARTS_AT));
  await phases.time('pools listed', () => listOffers(stage, cast, offers.mapped, STARTS_AT));
  const fundedMicros = await phases.time('top-ups', () => fundBuyers(stage, cast, planned, STARTS_AT));
  const play = new Play(stage, cast, STARTS_AT, phases, say);
  const { endedAt } = await play.run(planned);
  const { filled, unfilled, ...rest } = await readMarket(stage.db);
  const bothWays = await phases.time('both ways', async () => replayBothWays(offers.mapped, planned, hours));
  const check = await phases.time('market-check', () => checkMarket(stage.engine(endedAt)));
  const figures: ReplayFigures = {
    ...rest,
    ...inputFigures(input),
    seed,
    hours,
    currency: CURRENCY,
    orders: { placed: play.placed.size, notPlaced: stage.refusals, filled, unfilled, fundedMicros },
    bothWays,
    hoursPlayed: (endedAt.getTime() - STARTS_AT.getTime()) / HOUR_MS,
    seconds: phases.seconds,
  };
  console.log(summaryText(figures));
  for (const row of check.disagreements) console.log(rowText(row));
  console.log(`market-check ${verdictText(check)}`);
  return check.disagreements.length === 0;
}

async function main(): Promise<number> {
  const options = readArguments();
  loadEnvFile();
  const input = readInput(options);
  const phases = new Phases();
  const market = await phases.time('database', () =>
    openThrowAway({
      name: 'cardhour_replay',
      market: {
        settings: { currency: CURRENCY, purpose: 'replay', clockStartsAt: STARTS_AT },
        terms: { horizonHours: HORIZON_HOURS, note: 'Replay of public data' },
      },
      databaseUrl: process.env.DATABASE_URL || null,
      keep: options.keep,
    }),
  );
  const db = openDatabase(market.appUrl, {
    connectionsMax: 6,
    applicationName: 'cardhour replay',
    prepares: true,
  });
  try {
    const stage = new Stage(db, makeDice(options.seed), makeLog(undefined, 'warn'));
    return (await replay(stage, input, options, phases)) ? 0 : 1;
  } finally {
    await db.close();
    await market.close();
    if (options.keep) say(`kept: ${market.place}`);
  }
}

/** An option that doesn't exist, or lacks its value. */
const isBadArgument = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    const isWords = error instanceof Unusable || error instanceof SetUpError || isBadArgument(error);
    if (isWords) console.error(error.message);
    else console.error(error);
    process.exit(UNUSABLE);
  },
);
