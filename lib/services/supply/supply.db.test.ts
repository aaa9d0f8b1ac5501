import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { checkPoolCode } from '@/lib/compute/identifier';
import { hourOf, localHour } from '@/lib/core/hours';
import { changeAsk } from './change-ask';
import { addAvailability, withdrawAvailability } from './change-calendar';
import { changeServiceLevel } from './change-service-level';
import { getPool } from './get-pool';
import { getSupply } from './get-supply';
import { listPool } from './list-pool';
import { listPools } from './list-pools';
import { rollPoolHours } from './roll-pool-hours';
import { setPoolStatus } from './set-pool-status';
import { engineCtx, hours, listing, providerCtx } from './testing';

let market: TestDatabase;
let provider: string;
let stranger: string;

beforeAll(async () => {
  // A Monday, half past nine in Ningxia and half past one in UTC: 10:00 there is the next whole hour.
  market = await createTestDatabase({ clock: new Date('2026-11-02T01:30:00Z') });
  provider = await makeOrganization(market, { provider: true });
  stranger = await makeOrganization(market, { provider: true });
});
afterAll(() => market?.drop());

const micros = (amount: number) => BigInt(Math.round(amount * 1e6));
const hoursOf = async (poolId: string) => (await getPool(providerCtx(market, provider), { poolId })).hours;
const reserve = (poolId: string, hour: number, cards: number) =>
  market.ownerSql`update pool_hours set reserved_cards = ${cards} where pool_id = ${poolId} and hour = ${hour}`;
const first = hourOf(new Date('2026-11-02T02:00:00Z'));

describe('listing a pool', () => {
  it('336 pool-hours from the first that starts 15 minutes from now, each at the ask of its local hour', async () => {
    const { poolId, code } = await listPool(providerCtx(market, provider), listing());
    const rows = await hoursOf(poolId);
    expect(rows).toHaveLength(336);
    expect(rows[0]?.hour).toBe(first);
    expect(rows.at(-1)?.hour).toBe(first + 335);
    for (const row of rows) {
      const { hourOfDay } = localHour(row.hour, 'Asia/Shanghai');
      expect(row.askMicros).toBe(hourOfDay >= 8 && hourOfDay < 22 ? micros(10) : micros(6));
      expect([row.offeredCards, row.reservedCards, row.priceMicros]).toEqual([16, 0, null]);
    }
    expect(checkPoolCode(code)).toMatchObject({ ok: true, value: { region: 'CN-NX', node: 'N0' } });
  });

  it('is active at once, with version 1 of its service level and an audit row', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId, code } = await listPool(ctx, listing());
    const { pool, serviceLevels, asks } = await getPool(ctx, { poolId });
    expect(pool).toMatchObject({ status: 'active', code, timeZone: 'Asia/Shanghai', version: 1 });
    expect(serviceLevels).toMatchObject([{ version: 1, grade: 'gold', lateCreditCapBps: 2000 }]);
    expect(asks).toHaveLength(1);
    const audit = await market.ownerSql`
      select verb, organization_id from audit_rows where subject_id = ${poolId}`;
    expect(audit).toEqual([{ verb: 'supply.list-pool', organization_id: provider }]);
  });

  it('in New York 01:00 comes twice on 1 November, and both ask 2.00: 1, 2, 2, 3 from midnight', async () => {
    const autumn = await createTestDatabase({ clock: new Date('2026-10-31T12:00:00Z') });
    const own = await makeOrganization(autumn, { provider: true });
    const asks = hours((hour) => `${hour + 1}.00`);
    const { poolId } = await listPool(providerCtx(autumn, own), listing({ region: 'US-NY', asks }));
    const { hours: rows } = await getPool(providerCtx(autumn, own), { poolId });
    expect(rows).toHaveLength(336);
    const day = rows.filter((row) => localHour(row.hour, 'America/New_York').date === '2026-11-01');
    expect(day).toHaveLength(25);
    expect(day.slice(0, 4).map((row) => row.askMicros)).toEqual([1, 2, 2, 3].map(micros));
    await autumn.drop();
  });

  it('offers its calendar: 4 of 16 cards for two local days, 16 before and after', async () => {
    const calendar = [{ from: '2026-11-04T00:00', to: '2026-11-06T00:00', cards: 4 }];
    const { poolId } = await listPool(providerCtx(market, provider), listing({ calendar }));
    const rows = await hoursOf(poolId);
    const fewer = rows.filter((row) => row.offeredCards === 4);
    expect(fewer).toHaveLength(48);
    expect(fewer[0]?.hour).toBe(hourOf(new Date('2026-11-03T16:00:00Z')));
    expect(rows.filter((row) => row.offeredCards === 16)).toHaveLength(336 - 48);
  });

  it('two at the same time get different codes, and the same name only once', async () => {
    const ctx = providerCtx(market, provider);
    const both = await Promise.all([listPool(ctx, listing()), listPool(ctx, listing())]);
    expect(new Set(both.map((one) => one.code)).size).toBe(2);
    const same = listing({ name: 'Twice' });
    const tries = await Promise.allSettled([listPool(ctx, same), listPool(ctx, same)]);
    expect(tries.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(listPool(ctx, same)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: { name: 'pool_name_taken' } },
    });
  });

  it('names each field that is wrong', async () => {
    const wrong = listing({ chip: 'h1000', lotCards: 3, nodeCode: 'R99', asks: hours(() => 'dear') });
    await expect(listPool(providerCtx(market, provider), wrong)).rejects.toMatchObject({
      details: { fields: { chip: 'chip', 'asks.0': 'amount', 'asks.23': 'amount' } },
    });
    const lots = listing({ lotCards: 3, cards: 18 });
    await expect(listPool(providerCtx(market, provider), lots)).rejects.toMatchObject({
      details: { fields: { lotCards: 'not_divisor?of=8' } },
    });
    const node = listing({ nodeCode: 'R99' });
    await expect(listPool(providerCtx(market, provider), node)).rejects.toMatchObject({
      details: { fields: { nodeCode: 'node' } },
    });
  });

  it('is refused to a pending organization, a viewer and a visitor', async () => {
    const pending = providerCtx(market, provider, { status: 'pending' });
    await expect(listPool(pending, listing())).rejects.toMatchObject({
      code: 'refused',
      details: { refusal: { code: 'organization_not_admitted' } },
    });
    const viewer = providerCtx(market, provider, { role: 'viewer' });
    await expect(listPool(viewer, listing())).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe("another provider's pool", () => {
  it('can be neither read nor changed: it looks missing', async () => {
    const { poolId } = await listPool(providerCtx(market, provider), listing());
    const other = providerCtx(market, stranger);
    const tries = [
      () => getPool(other, { poolId }),
      () => changeAsk(other, { poolId, asks: hours(() => '1.00') }),
      () => addAvailability(other, { poolId, from: '2026-11-05T00:00', to: '2026-11-06T00:00', cards: 0 }),
      () => setPoolStatus(other, { poolId, status: 'suspended' }),
      () => changeServiceLevel(other, { poolId, serviceLevel: listing().serviceLevel }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    expect((await listPools(other, {})).total).toBe(0);
  });
});

describe('changing the ask', () => {
  it('a cut counts in the first sellable hour, a raise 24 h later: 9:30 + 24 h is the 10:00 of tomorrow', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId } = await listPool(ctx, listing({ asks: hours(() => '10.00') }));
    const cut = await changeAsk(ctx, { poolId, asks: hours(() => '8.00') });
    expect(cut).toMatchObject({ lowered: 336, raised: 0, keptByNotice: 0, version: 2 });
    expect((await hoursOf(poolId)).every((row) => row.askMicros === micros(8))).toBe(true);

    const raise = await changeAsk(ctx, { poolId, asks: hours(() => '12.00') });
    expect(raise).toMatchObject({ lowered: 0, raised: 312, keptByNotice: 24, raiseFromHour: first + 24 });
    const rows = await hoursOf(poolId);
    expect(rows.slice(0, 24).every((row) => row.askMicros === micros(8))).toBe(true);
    expect(rows.slice(24).every((row) => row.askMicros === micros(12))).toBe(true);
  });

  it('the same asks again are no new version', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId } = await listPool(ctx, listing());
    const same = await changeAsk(ctx, { poolId, asks: listing().asks });
    expect(same).toMatchObject({ version: 1, lowered: 0, raised: 0, keptByNotice: 0 });
    expect((await getPool(ctx, { poolId })).asks).toHaveLength(1);
  });

  it('leaves what is reserved and offered as it was', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId } = await listPool(ctx, listing());
    await reserve(poolId, first + 3, 5);
    await changeAsk(ctx, { poolId, asks: hours(() => '1.00') });
    const row = (await hoursOf(poolId))[3];
    expect(row).toMatchObject({ reservedCards: 5, offeredCards: 16, askMicros: micros(1) });
  });
});

describe('changing the calendar', () => {
  it('never offers fewer cards than are reserved, and gives them back when the interval is withdrawn', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId } = await listPool(ctx, listing());
    await reserve(poolId, first + 40, 5);
    // 2026-11-04 in Ningxia is hours +38 … +61 from the first.
    const closed = await addAvailability(ctx, {
      poolId,
      from: '2026-11-04T00:00',
      to: '2026-11-05T00:00',
      cards: 2,
    });
    expect(closed).toMatchObject({ changedHours: 24, heldByLeases: 1 });
    const during = await hoursOf(poolId);
    expect(during[40]).toMatchObject({ offeredCards: 5, reservedCards: 5 });
    expect(during[41]).toMatchObject({ offeredCards: 2 });
    expect(during[37]).toMatchObject({ offeredCards: 16 });

    const { availabilityId } = closed;
    const back = await withdrawAvailability(ctx, { poolId, availabilityId });
    expect(back).toMatchObject({ changedHours: 24, heldByLeases: 0 });
    expect((await hoursOf(poolId)).every((row) => row.offeredCards === 16)).toBe(true);
    await expect(withdrawAvailability(ctx, { poolId, availabilityId })).rejects.toMatchObject({
      details: { refusal: { code: 'interval_withdrawn' } },
    });
  });

  it('of two intervals over an hour the later one counts', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId } = await listPool(ctx, listing());
    await addAvailability(ctx, { poolId, from: '2026-11-04T00:00', to: '2026-11-06T00:00', cards: 2 });
    await addAvailability(ctx, { poolId, from: '2026-11-05T00:00', to: '2026-11-05T06:00', cards: 12 });
    const rows = await hoursOf(poolId);
    expect(rows.filter((row) => row.offeredCards === 12)).toHaveLength(6);
    expect(rows.filter((row) => row.offeredCards === 2)).toHaveLength(42);
  });

  it('refuses an interval that is over, backwards, or of more cards than there are', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId } = await listPool(ctx, listing());
    const interval = (from: string, to: string, cards: number) =>
      addAvailability(ctx, { poolId, from, to, cards });
    await expect(interval('2026-11-01T00:00', '2026-11-02T00:00', 0)).rejects.toMatchObject({
      details: { fields: { to: 'already_past' } },
    });
    await expect(interval('2026-11-06T00:00', '2026-11-05T00:00', 0)).rejects.toMatchObject({
      details: { fields: { to: 'not_after_from' } },
    });
    await expect(interval('2026-11-06T00:00', '2026-11-07T00:00', 17)).rejects.toMatchObject({
      details: { fields: { cards: 'too_large_by?maximum=16' } },
    });
  });
});

describe('service level and status', () => {
  it('a new promise is version 2; a longer start grace than the market gives is refused', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId } = await listPool(ctx, listing());
    const level = { ...listing().serviceLevel, grade: 'silver' as const };
    expect(await changeServiceLevel(ctx, { poolId, serviceLevel: level })).toEqual({ poolId, version: 2 });
    await expect(
      changeServiceLevel(ctx, { poolId, serviceLevel: { ...level, startGraceMinutes: 31 } }),
    ).rejects.toMatchObject({
      details: { fields: { 'serviceLevel.startGraceMinutes': 'too_large_by?maximum=30' } },
    });
  });

  it('active → suspended → active; a pool that is already so is refused', async () => {
    const ctx = providerCtx(market, provider);
    const { poolId } = await listPool(ctx, listing());
    await setPoolStatus(ctx, { poolId, status: 'suspended' });
    await expect(setPoolStatus(ctx, { poolId, status: 'suspended' })).rejects.toMatchObject({
      details: { refusal: { code: 'pool_state' } },
    });
    await setPoolStatus(ctx, { poolId, status: 'active' });
    expect((await getPool(ctx, { poolId })).pool).toMatchObject({ status: 'active', version: 3 });
  });
});

describe('rolling hours forward', () => {
  it('a day later 24 hours more per pool at the newest ask; a second time in the hour nothing', async () => {
    const rolling = await createTestDatabase({ clock: new Date('2026-11-02T01:30:00Z') });
    const own = await makeOrganization(rolling, { provider: true });
    const ctx = providerCtx(rolling, own);
    const pools = await Promise.all([listPool(ctx, listing()), listPool(ctx, listing())]);
    const poolId = pools[0]?.poolId ?? '';
    await changeAsk(ctx, { poolId, asks: hours(() => '3.00') });
    await addAvailability(ctx, { poolId, from: '2026-11-16T12:00', to: '2026-11-30T00:00', cards: 0 });

    const tomorrow = new Date(rolling.now.getTime() + 24 * 3_600_000);
    expect(await rollPoolHours(engineCtx(rolling, tomorrow))).toBe(2);
    expect(await rollPoolHours(engineCtx(rolling, tomorrow))).toBe(0);
    const later = await getPool(providerCtx(rolling, own, { now: tomorrow }), { poolId });
    expect(later.pool.rolledToHour).toBe(first + 336 + 24);
    const made = later.hours.slice(-24);
    expect(made.map((row) => row.hour)).toEqual(Array.from({ length: 24 }, (_, at) => first + 336 + at));
    expect(made.every((row) => row.askMicros === micros(3))).toBe(true);
    // The hours ahead begin at 10:00 on the 16th: two more with all cards, then none.
    expect(made.map((row) => row.offeredCards)).toEqual([16, 16, ...Array<number>(22).fill(0)]);
    await rolling.drop();
  });

  it('is the engine’s alone', async () => {
    await expect(rollPoolHours(providerCtx(market, provider))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('reading', () => {
  it('a list filters by text and sorts by what is reserved ahead', async () => {
    const own = await makeOrganization(market, { provider: true });
    const ctx = providerCtx(market, own);
    const quiet = await listPool(ctx, listing({ name: 'Quiet hall' }));
    const busy = await listPool(ctx, listing({ name: 'Busy hall', cards: 32 }));
    await reserve(busy.poolId, first, 8);
    const sorted = await listPools(ctx, { sort: 'reserved_day', direction: 'desc' });
    expect(sorted.rows.map((row) => row.pool.id)).toEqual([busy.poolId, quiet.poolId]);
    expect(sorted.rows[0]).toMatchObject({
      askMicros: micros(10),
      offeredDay: 24 * 32,
      reservedDay: 8,
      offeredHorizon: 336 * 32,
    });
    expect((await listPools(ctx, { text: 'QUIET' })).rows).toHaveLength(1);
    expect((await listPools(ctx, { text: '%' })).total).toBe(0);
    const supply = await getSupply(ctx);
    expect(supply).toMatchObject({ pools: 2, activePools: 2, cards: 48 });
    expect(supply.days).toHaveLength(14);
    expect(supply.days[0]).toMatchObject({ fromHour: first, offered: 24 * 48, reserved: 8 });
  });
});
