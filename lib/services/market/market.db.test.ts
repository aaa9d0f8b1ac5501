import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { makePoolCode } from '@/lib/compute/identifier';
import { PUBLIC_ACTOR } from '../context';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { getRound } from '../rounds/get-round';
import { listRounds } from '../rounds/list-rounds';
import { contextAs, engineContext, ownerContext } from '../testing/contexts';
import { fundedOrder } from '../testing/market';
import { refusalOf } from '../testing/people';
import { changeTerms, listTerms } from './change-terms';
import { getChipPrices } from './get-chip-prices';
import { getMarketGlance } from './get-market-glance';
import { getMarketPool } from './get-market-pool';
import { getOperations } from './get-operations';
import { getReadiness } from './get-readiness';
import { listMarketPools } from './list-market-pools';
import { marketPoolsCsv } from './market-csv';
import { resolveIdentifier } from './resolve-identifier';

const YUAN = 1_000_000n;
const H100 = 'h100-sxm-80gb';
let test: TestDatabase;
let provider: string;
let cheap: string;
let code: string;

const visitor = (now?: Date) => contextAs(test, PUBLIC_ACTOR, now);

beforeAll(async () => {
  test = await createTestDatabase();
  provider = await makeOrganization(test, { provider: true, name: 'Zhongwei Compute' });
  cheap = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
  await makePool(test, provider, { cards: 16, askMicros: 4n * YUAN, chip: 'ascend-910b3', region: 'CN-GZ' });
  await makePool(test, provider, { cards: 32, chip: H100, region: 'NO', status: 'suspended' });
  await makePool(test, provider, { cards: 64, status: 'revoked' });
  code = makePoolCode({ region: 'CN-NX', node: 'N0', organization: 'ZWCO', pool: '001' });
  await test.ownerSql`update pools set code = ${code} where id = ${cheap}`;
  const buyer = await makeOrganization(test);
  await fundedOrder(test, buyer, { poolId: cheap, limitMicros: 100n * YUAN });
  await fundedOrder(test, await makeOrganization(test), { poolId: cheap, limitMicros: 50n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
});
afterAll(() => test.drop());

describe('the market at a glance', () => {
  it('counts active pools only: 8 + 16 cards; 8 card-hours at 10.00 traded for 80.00', async () => {
    const glance = await getMarketGlance(visitor());
    expect(glance).toMatchObject({ pools: 2, providers: 1, regions: 2, cards: 24, currency: 'CNY' });
    expect(glance.day).toEqual({ leases: 1, cardHours: 8, valueMicros: 80n * YUAN });
    expect(glance.last).toMatchObject([
      { chip: H100, priceMicros: 10n * YUAN, roundNumber: 1, cardHours: 8, changeShare: null },
    ]);
    expect(glance.lastRound?.number).toBe(1);
  });

  it('has the day’s median, 10.00, in the price history, and nothing 15 days later', async () => {
    const { prices } = await getChipPrices(visitor(), { chip: H100 });
    expect(prices).toMatchObject([{ chip: H100, day: '2026-11-02', cardHours: 8, medianMicros: 10n * YUAN }]);
    const later = new Date(test.now.getTime() + 16 * 86_400_000);
    expect((await getChipPrices(visitor(later), { chip: H100 })).prices).toEqual([]);
  });

  it('knows no chip that the catalogue doesn’t', async () => {
    expect(await refusalOf(getChipPrices(visitor(), { chip: 'abacus' }))).toBe('not_found');
  });
});

describe('the pools table', () => {
  const chips = async (filter: object) =>
    (await listMarketPools(visitor(), filter)).rows.map((pool) => pool.chip);

  it('filters by vendor, hub, status and the most asked', async () => {
    expect(await chips({ vendor: 'Huawei' })).toEqual(['ascend-910b3']);
    expect(await chips({ hub: 'guizhou' })).toEqual(['ascend-910b3']);
    expect(await chips({ maxAsk: '9.99' })).toEqual(['ascend-910b3']);
    expect(await chips({ maxAsk: '10', vendor: 'NVIDIA', region: 'CN-NX' })).toEqual([H100]);
    expect(await chips({ status: 'suspended' })).toHaveLength(1);
    expect(await chips({ status: 'revoked' })).toHaveLength(1);
    expect(await chips({})).toHaveLength(3);
  });

  it('counts what is free in 24 hours: 8 × 24 − 8 reserved = 184; a suspended pool has nothing free', async () => {
    const { rows, freeCardHours } = await listMarketPools(visitor(), { sort: 'free', direction: 'desc' });
    expect(rows.map((pool) => pool.freeCardHours)).toEqual([384, 184, 0]);
    expect(freeCardHours).toBe(384 + 184);
  });

  it('names the round behind a price, also in the file', async () => {
    const { rows, currency } = await listMarketPools(visitor(), { region: 'CN-NX' });
    expect(rows[0]).toMatchObject({ askMicros: 10n * YUAN, priceMicros: 10n * YUAN, priceRoundNumber: 1 });
    expect(marketPoolsCsv(rows, currency).split('\r\n')[1]).toContain(',184,10.00,10.00,1,CN-NX,');
  });

  it('takes a percent sign in the search for itself', async () => {
    expect(await chips({ text: '%' })).toEqual([]);
    expect(await chips({ text: 'zhongwei comp' })).toHaveLength(3);
  });
});

describe('a pool’s page', () => {
  it('shows its hours, its service level and what it traded at, in any case of its code', async () => {
    const detail = await getMarketPool(visitor(), { code: code.toLowerCase() });
    expect(detail.hours).toHaveLength(48);
    expect(detail.serviceLevels[0]?.grade).toBe('silver');
    expect(detail.prices).toMatchObject([{ cardHours: 8, medianMicros: 10n * YUAN }]);
    expect([...detail.roundNumbers.values()]).toEqual([1]);
  });
});

describe('an identifier', () => {
  it('resolves, also when revoked; a wrong character, a swap and a stranger are told apart', async () => {
    expect(await resolveIdentifier(visitor(), { code: code.toLowerCase() })).toMatchObject({ poolId: cheap });
    await test.ownerSql`update pools set status = 'revoked' where id = ${cheap}`;
    expect(await resolveIdentifier(visitor(), { code })).toMatchObject({ status: 'revoked' });
    await test.ownerSql`update pools set status = 'active' where id = ${cheap}`;
    const resolve = (text: string) => refusalOf(resolveIdentifier(visitor(), { code: text }));
    expect(await resolve(code.replace('001', '011'))).toBe('wrong_check_character');
    expect(await resolve(code.replace('001', '010'))).toBe('wrong_check_character');
    expect(await resolve('a pool')).toBe('not_a_pool_code');
    const other = makePoolCode({ region: 'CN-NX', node: 'N0', organization: 'ZWCO', pool: '002' });
    expect(await resolve(other)).toBe('not_found');
  });
});

describe('a round’s page', () => {
  it('shows 1 of 2 filled, the other below the asks, and 8 card-hours in one pool', async () => {
    const { round, pools, raised, attempts } = await getRound(visitor(), { number: '1' });
    expect(round.counts).toMatchObject({ orders: 2, filled: 1, below_ask: 1 });
    expect(BigInt(round.welfareMicros)).toBe(20n * YUAN);
    expect(pools).toMatchObject([{ poolId: cheap, cardHours: 8, valueMicros: 80n * YUAN, raisedHours: 0 }]);
    expect(raised).toEqual([]);
    expect(attempts).toBeNull();
  });

  it('shows discarded attempts to the operator, not to a buyer; a missing round is not found', async () => {
    const operator = ownerContext(test, 'org_operator', ['operator']);
    expect((await getRound(operator, { number: 1 })).attempts).toEqual([]);
    expect((await getRound(ownerContext(test, 'org_x', ['buyer']), { number: 1 })).attempts).toBeNull();
    expect(await refusalOf(getRound(visitor(), { number: 2 }))).toBe('not_found');
    expect(await listRounds(visitor())).toMatchObject({ total: 1, currency: 'CNY' });
  });

  it('opens its files to visitors 7 days later, to the operator at once', async () => {
    const { files } = await getRound(visitor(), { number: 1 });
    expect(files).toEqual({ full: false, opensAt: new Date('2026-11-09T00:00:00Z') });
    const operator = ownerContext(test, 'org_operator', ['operator']);
    expect((await getRound(operator, { number: 1 })).files.full).toBe(true);
  });
});

describe('market terms', () => {
  const values = {
    feeBps: 150,
    acceptanceWindowHours: 72,
    startGraceMinutes: 30,
    leadMinutes: 15,
    quoteLifeSeconds: 300,
    horizonHours: 336,
    mainRoundSeconds: 3600,
    indicativeRoundSeconds: 600,
    payoutMinimum: '100.00',
    askRaiseNoticeHours: 24,
    taxBps: 0,
    instantReserveBps: 0,
    instantReserveHours: 24,
    freedCardsPassRound: false,
    cardFinalDays: 120,
    cardPayoutDays: 14,
    cardReserveBps: 1000,
    payoutIntervalHours: 24,
    guaranteeBps: 2000,
    disputeStatementHours: 72,
  };
  const change = (given: object = {}, capacity: 'operator' | 'buyer' = 'operator') =>
    changeTerms(ownerContext(test, 'org_operator', [capacity]), {
      values,
      validFrom: '2026-11-03T01:00:00.000Z',
      note: 'Less fee for the winter',
      ...given,
    });

  it('change with 24 hours’ notice from the next full hour: 01:00 tomorrow, not 00:00', async () => {
    expect(await refusalOf(change({ validFrom: '2026-11-03T00:00:00.000Z' }))).toBe('notice_too_short');
    expect(await refusalOf(change({ values: { ...values, feeBps: 200 } }))).toBe('nothing_changed');
    expect(await refusalOf(change({ values: { ...values, indicativeRoundSeconds: 7200 } }))).toBe(
      'rounds_out_of_order',
    );
    const wrong = await refusalOf(change({ values: { ...values, feeBps: -1 } }));
    expect(Object.keys(Object(wrong))).toEqual(['values.feeBps']);
    expect(await refusalOf(change({}, 'buyer'))).toBe('forbidden');
    expect(await change()).toEqual({ version: 2 });
  });

  it('keep the version in force until then, and leave a trace', async () => {
    expect((await listTerms(visitor())).current.version).toBe(1);
    const after = new Date('2026-11-03T01:00:00Z');
    expect((await listTerms(visitor(after))).current).toMatchObject({ version: 2, feeBps: 150 });
    const rows = await test.ownerSql`select subject_id from audit_rows where verb = 'market.change-terms'`;
    expect(rows).toEqual([{ subject_id: '2' }]);
  });
});

describe('readiness', () => {
  it('wants the structure current; a clock by hand needs no worker, a system clock a tick within its interval', async () => {
    expect(await getReadiness(visitor())).toMatchObject({
      ready: true,
      migrations: 'current',
      clock: 'manual',
    });
    const live = await createTestDatabase({ clock: 'system' });
    try {
      expect(await getReadiness(contextAs(live, PUBLIC_ACTOR))).toMatchObject({
        ready: false,
        clock: 'late',
      });
      await live.ownerSql`update market_settings set round_tick_at = ${live.now}`;
      expect(await getReadiness(contextAs(live, PUBLIC_ACTOR))).toMatchObject({
        ready: true,
        clock: 'served',
      });
      const later = new Date(live.now.getTime() + (3600 + 121) * 1000);
      expect((await getReadiness(contextAs(live, PUBLIC_ACTOR, later))).clock).toBe('late');
    } finally {
      await live.drop();
    }
  });

  it('isn’t there while a migration is missing, and is when the structure is newer than the program', async () => {
    const other = await createTestDatabase();
    const readiness = () => getReadiness(contextAs(other, PUBLIC_ACTOR));
    try {
      await other.ownerSql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 0)`;
      expect(await readiness()).toMatchObject({ ready: true, migrations: 'ahead' });
      await other.ownerSql`delete from drizzle.__drizzle_migrations where id in (select id from drizzle.__drizzle_migrations limit 2)`;
      expect(await readiness()).toMatchObject({ ready: false, migrations: 'behind' });
    } finally {
      await other.drop();
    }
  });

  it('shows the operator the book and the queue, and nobody else', async () => {
    const state = await getOperations(ownerContext(test, 'org_operator', ['operator']));
    expect(state).toMatchObject({ openOrders: 1, openDisputes: 0, rounds: [{ number: 1 }], attempts: [] });
    expect(await refusalOf(getOperations(ownerContext(test, 'org_x', ['buyer'])))).toBe('forbidden');
  });
});
