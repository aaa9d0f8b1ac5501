import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDice } from '@/db/seed/dice';
import { type Member, memberOf, Stage } from '@/db/seed/stage';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import { checkMarket } from '@/lib/services/market-check/check-market';
import { BUYERS, fillWallets, type OversellCast, runTrial, TRIALS, WALLET, wealthyOf } from './oversell';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let test: TestDatabase;
let stage: Stage;
let cast: OversellCast;

async function member(key: string, capacity: 'buyer' | 'provider'): Promise<Member> {
  const organizationId = await makeOrganization(test, { [capacity]: true });
  const personId = await makePerson(test, organizationId);
  return memberOf(key, { organizationId, personId }, { [capacity]: true });
}

beforeAll(async () => {
  test = await createTestDatabase({ connectionsMax: 30 });
  stage = new Stage(test.db, makeDice(7), silent);
  const buyers: Member[] = [];
  for (let at = 0; at < BUYERS; at++) buyers.push(await member(`buyer ${at}`, 'buyer'));
  cast = { provider: await member('provider', 'provider'), buyers };
  await fillWallets(stage, wealthyOf(buyers), WALLET, test.now);
});
afterAll(() => test.drop());

describe('fifty buyers at once on the last eight cards (M-1, M-6)', () => {
  it.each(TRIALS.slice(0, 3).map((trial, at) => [trial.name, trial, at] as const))(
    '%s: never oversold, sold out where demand suffices, every loser told why and left with no hold',
    async (_, trial, at) => {
      const { faults, sold, offered, losers } = await runTrial(stage, cast, trial, at, test.now);
      expect(faults).toEqual([]);
      expect(sold).toBe(offered);
      expect([...losers.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
    },
  );

  it('leaves a market whose books, holds and cards agree', async () => {
    const { disagreements } = await checkMarket(stage.engine(test.now));
    expect(disagreements).toEqual([]);
  });
});
