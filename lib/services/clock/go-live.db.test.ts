import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlState } from '@/db/sql-state';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { engineContext, ownerContext } from '../testing/contexts';
import { goLive } from './go-live';

const LIVE = { mainRoundSeconds: 120, indicativeRoundSeconds: 60, note: 'live' };
const later = new Date('2026-11-02T05:07:31Z');
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** Makes the market a demo past the trigger that keeps its purpose. */
async function makeDemo(): Promise<void> {
  await test.ownerSql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update market_settings set purpose = 'demo'`;
  });
}

const refusal = (code: string) => ({
  code: 'refused',
  details: { refusal: expect.objectContaining({ code }) },
});

describe('goLive', () => {
  it('is for demos alone, by the engine alone, and never backwards', async () => {
    await expect(goLive(engineContext(test, later), LIVE)).rejects.toMatchObject(refusal('clock_fixed'));
    await makeDemo();
    await expect(goLive(ownerContext(test, 'org_x', ['operator']), LIVE)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(goLive(engineContext(test, new Date('2026-11-01T23:59:59Z')), LIVE)).rejects.toMatchObject(
      refusal('clock_backwards'),
    );
  });

  it('at 05:07:31 the next round of 120 s is at 05:08, terms version 2 hold from that hour, and the market is seeded', async () => {
    const { nextRoundAt } = await goLive(engineContext(test, later), LIVE);
    expect(nextRoundAt.toISOString()).toBe('2026-11-02T05:08:00.000Z');
    const [settings] =
      await test.ownerSql`select clock, clock_now, seeded_at, round_tick_at from market_settings`;
    expect(settings).toEqual({
      clock: 'system',
      clock_now: null,
      seeded_at: later,
      round_tick_at: new Date('2026-11-02T05:06:00Z'),
    });
    const terms =
      await test.ownerSql`select version, main_round_seconds, fee_bps from market_terms order by version`;
    expect([...terms]).toEqual([
      { version: 1, main_round_seconds: 3600, fee_bps: 200 },
      { version: 2, main_round_seconds: 120, fee_bps: 200 },
    ]);
    await expect(goLive(engineContext(test, later), LIVE)).rejects.toMatchObject(refusal('clock_fixed'));
  });

  it('the database itself keeps currency, purpose and the system’s clock, whoever writes', async () => {
    for (const change of [
      `currency = 'USD'`,
      `purpose = 'production'`,
      `clock = 'manual', clock_now = now()`,
    ]) {
      const changed = test.ownerSql.unsafe(`update market_settings set ${change}`);
      expect(sqlState(await changed.catch((error: unknown) => error))).toMatch(/^CH03[01]$/);
    }
  });
});
