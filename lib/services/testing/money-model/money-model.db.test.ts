import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { checkMarket } from '../../market-check/check-market';
import { engineContext } from '../contexts';
import { commands } from './commands/commands';
import { CARD_TERMS, PAYOUT_MINIMUM } from './model/terms';
import { HAPPENS_RARELY, MUST_HAPPEN } from './must-happen';
import { endWorld } from './world/ending';
import { nextStart, openWorld } from './world/opening';
import { seenText, timesSeen } from './world/seen';

/** How it is run and replayed: README.md beside. */
const { env } = process;
const RUNS = Number(env.MONEY_MODEL_RUNS ?? 200);
const SEED = Number(env.MONEY_MODEL_SEED ?? 20_261_121);
/** From so many runs on, everything usual has to have happened; from so many, what is rare. */
const ENOUGH_RUNS = 200;
const MANY_RUNS = 1000;
const COMMANDS_MOST = 45;
/** The lanes of due work, and one more. */
const CONNECTIONS = 5;
const MINUTE_MS = 60_000;

let made: TestDatabase;
let db: Database;
let test: TestDatabase;
beforeAll(async () => {
  const { finalDays, payoutDays, reserveBps } = CARD_TERMS;
  made = await createTestDatabase({
    terms: {
      payoutMinimumMicros: PAYOUT_MINIMUM,
      cardFinalDays: finalDays,
      cardPayoutDays: payoutDays,
      cardReserveBps: Number(reserveBps),
    },
  });
  // A few connections that say the same for hours: prepared, it takes a fifth less.
  db = openDatabase(made.urls.app, { connectionsMax: CONNECTIONS, prepares: true });
  test = { ...made, db };
});
afterAll(async () => {
  await db.close();
  await made.drop();
});

it(
  `${RUNS} runs of orders, deliveries, payments and faults never leave the plain model, seed ${SEED}`,
  async () => {
    let now = nextStart(test.now.getTime());
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(commands(COMMANDS_MOST, env.MONEY_MODEL_REPLAY), async (drawn) => {
        const world = await openWorld(test, now, `run-${++runs}`);
        try {
          await fc.asyncModelRun(() => ({ model: world.model, real: world }), drawn);
          await endWorld(world);
        } finally {
          now = nextStart(world.model.now);
        }
      }),
      {
        numRuns: RUNS,
        seed: SEED,
        ...(env.MONEY_MODEL_PATH && { path: env.MONEY_MODEL_PATH }),
        endOnFailure: env.MONEY_MODEL_SHRINK !== '1',
      },
    );
    const check = await checkMarket(engineContext(test, new Date(now)));
    expect(check.disagreements).toEqual([]);
    if (RUNS < ENOUGH_RUNS) return;
    if (env.MONEY_MODEL_RUNS) console.info(seenText());
    const expected = RUNS < MANY_RUNS ? MUST_HAPPEN : [...MUST_HAPPEN, ...HAPPENS_RARELY];
    expect(expected.filter((what) => timesSeen(what) === 0)).toEqual([]);
  },
  RUNS * 30_000 + 10 * MINUTE_MS,
);
