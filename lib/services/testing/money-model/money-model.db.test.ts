import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { checkMarket } from '../../market-check/check-market';
import { engineContext } from '../contexts';
import { commands } from './commands';
import { CARD_TERMS, nextStart, World } from './world';

/**
 * `MONEY_MODEL_RUNS=2000` for a long look; a failure prints seed, path and replay path, and
 * `MONEY_MODEL_SEED`, `MONEY_MODEL_PATH` and `MONEY_MODEL_REPLAY` take them back.
 */
const { env } = process;
const RUNS = Number(env.MONEY_MODEL_RUNS ?? 200);
const SEED = Number(env.MONEY_MODEL_SEED ?? 20_261_121);
const COMMANDS_MOST = 45;
const MINUTE_MS = 60_000;

let test: TestDatabase;
beforeAll(async () => {
  const { finalDays, payoutDays, reserveBps } = CARD_TERMS;
  test = await createTestDatabase({
    terms: {
      payoutMinimumMicros: 1_000_000n,
      cardFinalDays: finalDays,
      cardPayoutDays: payoutDays,
      cardReserveBps: Number(reserveBps),
    },
  });
});
afterAll(() => test.drop());

it(
  `${RUNS} runs of orders, deliveries, payments and faults never leave the plain model, seed ${SEED}`,
  async () => {
    let now = nextStart(test.now.getTime());
    let runs = 0;
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(commands(COMMANDS_MOST, env.MONEY_MODEL_REPLAY), async (drawn) => {
        const world = await World.open(test, now, `run-${++runs}`);
        try {
          await fc.asyncModelRun(() => ({ model: world.model, real: world }), drawn);
          for (const one of drawn) if (one) steps += 1;
          await world.windDown();
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
    console.info(`${runs} runs, ${steps} commands:`, Object.fromEntries([...World.seen].sort()));
  },
  RUNS * 30_000 + 10 * MINUTE_MS,
);
