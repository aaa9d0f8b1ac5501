import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hourOf } from '@/lib/core/hours';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { makeLease, makeOrganization, makePool } from '../testing/fixtures';
import { CapacityGone, DatabaseRefusal, PoolNotActive, SameControl } from './refused';
import { releaseCards } from './release-cards';
import { type ReservedLot, reserveCards, reserveCardsOf } from './reserve-cards';

let market: TestDatabase;
let provider: string;
let buyer: string;
let pool: string;
let hour: number;
beforeAll(async () => {
  market = await createTestDatabase({ connectionsMax: 30 });
  hour = hourOf(market.now) + 1;
});
afterAll(() => market.drop());
beforeEach(async () => {
  [buyer, provider] = [await makeOrganization(market), await makeOrganization(market, { provider: true })];
  pool = await makePool(market, provider, { cards: 8 });
});

const lots = (poolId: string, hours: number, cards: number): ReservedLot[] =>
  Array.from({ length: hours }, (_, i) => ({ poolId, hour: hour + i, cards, priceMicros: 10n }));
const lease = (by = buyer, hours = 4, poolId = pool, from = provider) =>
  makeLease(market, by, from, { poolId, startHour: hour, endHour: hour + hours });
const capacity = async (poolId = pool) => {
  const rows = await market.ownerSql`
    select reserved_cards as reserved, version from pool_hours where pool_id = ${poolId} and hour between ${hour} and ${hour + 3} order by hour`;
  return rows.map((row) => ({ reserved: row.reserved, version: row.version }));
};
const refusal = (run: Promise<unknown>): Promise<DatabaseRefusal | null> =>
  run.then(
    () => null,
    (error) => (error instanceof DatabaseRefusal ? error : Promise.reject(error)),
  );
const asBuyer = (leaseId: string, wanted: ReservedLot[], by = buyer) =>
  market.db.asOrganization(by, (tx) => reserveCards(tx, leaseId, wanted));

describe('reserve_cards', () => {
  test('5 of 8 cards over 4 hours are taken and move each pool-hour’s version by one', async () => {
    const id = await lease();
    await asBuyer(id, lots(pool, 4, 5));
    expect(await capacity()).toEqual(Array(4).fill({ reserved: 5, version: 2 }));
    const rows = await market.ownerSql`
      select hour, cards, price_micros::integer as price, released from lease_hours where lease_id = ${id} order by hour`;
    expect([...rows]).toEqual(
      [0, 1, 2, 3].map((i) => ({ hour: hour + i, cards: 5, price: 10, released: false })),
    );
  });

  test('9 of 8 cards are refused with the first short hour, and none is taken', async () => {
    await asBuyer(
      await lease(),
      lots(pool, 1, 3).map((lot) => ({ ...lot, hour: hour + 0 })),
    );
    const refused = await refusal(asBuyer(await lease(), lots(pool, 4, 6)));
    expect(refused).toBeInstanceOf(CapacityGone);
    expect(refused?.facts).toEqual({ poolId: pool, hour, wantedCards: 6, freeCards: 5 });
    expect((await capacity()).map((row) => row.reserved)).toEqual([3, 0, 0, 0]);
  });

  test('an hour the pool does not have counts as no free cards', async () => {
    const small = await makePool(market, provider, { cards: 8, hours: 2 });
    const refused = await refusal(asBuyer(await lease(buyer, 4, small), lots(small, 2, 1)));
    expect(refused?.facts).toEqual({ poolId: small, hour: hour + 1, wantedCards: 1, freeCards: 0 });
  });

  test('two leases of one batch that together want 9 of 8 cards are both refused', async () => {
    const [a, b] = [await lease(), await lease()];
    const batch = [
      { leaseId: a, lots: lots(pool, 1, 4) },
      { leaseId: b, lots: lots(pool, 1, 5) },
    ];
    expect(await refusal(market.db.asEngine((tx) => reserveCardsOf(tx, batch)))).toBeInstanceOf(CapacityGone);
    expect((await capacity())[0]?.reserved).toBe(0);
  });

  test('an instant lease leaves what its terms keep for rounds, a round’s lease doesn’t', async () => {
    const far = 30;
    await market.ownerSql`
      insert into market_terms select (t).* from (
        select json_populate_record(m, '{"version": 2, "freed_cards_pass_round": true, "instant_reserve_bps": 3000}') as t
        from market_terms m where version = 1) one on conflict do nothing`;
    const leaseFor = async (ahead: number) => {
      const id = await makeLease(market, buyer, provider, {
        poolId: pool,
        startHour: hour + ahead,
        endHour: hour + ahead + 1,
      });
      await market.ownerSql`update leases set terms_version = 2 where id = ${id}`;
      return id;
    };
    const wants = (ahead: number, cards: number) => [
      { poolId: pool, hour: hour + ahead, cards, priceMicros: 10n },
    ];
    const refused = await refusal(asBuyer(await leaseFor(0), wants(0, 1)));
    expect(refused?.code).toBe('reserved_for_rounds');
    expect(refused?.facts).toEqual({ poolId: pool, hour, wantedCards: 1, freeCards: 0 });
    await market.ownerSql`update pool_hours set held_back_cards = 0 where pool_id = ${pool}`;
    expect(await refusal(asBuyer(await leaseFor(0), wants(0, 8)))).toBeNull();
    // 30 % of 8 cards are 2.4: two are kept.
    const tooMany = await refusal(asBuyer(await leaseFor(far), wants(far, 7)));
    expect(tooMany?.facts).toMatchObject({ wantedCards: 7, freeCards: 6 });
    expect(await refusal(asBuyer(await leaseFor(far), wants(far, 6)))).toBeNull();
    const ofRound = await leaseFor(far);
    await market.ownerSql`insert into rounds ${market.ownerSql({ id: 'rnd_cards', number: 1, starts_at_hour: hour, hours: 48, engine: 'test', counts: market.ownerSql.json({}), card_hours: 0, pay_micros: 0, welfare_micros: 0, bound_micros: 0, lost_value_micros: 0, regret_micros: 0, elapsed_ms: 0, terms_version: 2, started_by: 'clock', event_at: market.now })}`;
    await market.ownerSql`update trades set round_id = 'rnd_cards' where id = (select trade_id from leases where id = ${ofRound})`;
    const asEngine = (leaseId: string) =>
      market.db.asEngine((tx) => reserveCards(tx, leaseId, wants(far, 2)));
    expect(await refusal(asEngine(await leaseFor(far)))).toMatchObject({ code: 'reserved_for_rounds' });
    expect(await refusal(asEngine(ofRound))).toBeNull();
  });

  test('50 buyers after the last 8 cards, 2 each: 4 get them, 46 are told the capacity is gone, none is oversold', async () => {
    const leases = await Promise.all(Array.from({ length: 50 }, () => lease()));
    const outcomes = await Promise.all(leases.map((id) => refusal(asBuyer(id, lots(pool, 4, 2)))));
    expect(outcomes.filter((refused) => refused === null)).toHaveLength(4);
    expect(outcomes.filter((refused) => refused instanceof CapacityGone)).toHaveLength(46);
    expect((await capacity()).map((row) => row.reserved)).toEqual([8, 8, 8, 8]);
  });

  test('batches over two pools in opposite order don’t lock each other out', async () => {
    const other = await makePool(market, provider, { cards: 40 });
    const roomy = await makePool(market, provider, { cards: 40 });
    await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const pair = [
          { leaseId: await lease(buyer, 4, other), lots: lots(other, 4, 2) },
          { leaseId: await lease(buyer, 4, roomy), lots: lots(roomy, 4, 2) },
        ];
        await market.db.asEngine((tx) => reserveCardsOf(tx, i % 2 ? pair : pair.reverse()));
      }),
    );
    for (const id of [other, roomy])
      expect((await capacity(id)).map((row) => row.reserved)).toEqual([40, 40, 40, 40]);
  });

  test('a suspended pool sells nothing', async () => {
    const suspended = await makePool(market, provider, { status: 'suspended' });
    const refused = await refusal(asBuyer(await lease(buyer, 4, suspended), lots(suspended, 1, 1)));
    expect(refused).toBeInstanceOf(PoolNotActive);
  });

  test('nobody buys from a provider of the same controlling group (M-5)', async () => {
    const [sister, seller] = [
      await makeOrganization(market, { group: 'Group A' }),
      await makeOrganization(market, { provider: true, group: 'Group A' }),
    ];
    const theirs = await makePool(market, seller);
    const refused = await refusal(
      asBuyer(await lease(sister, 4, theirs, seller), lots(theirs, 1, 1), sister),
    );
    expect(refused).toBeInstanceOf(SameControl);
  });

  test('lots outside the lease’s pool or hours are refused', async () => {
    const id = await lease(buyer, 2);
    const other = await makePool(market, provider);
    expect((await refusal(asBuyer(id, lots(pool, 3, 1))))?.code).toBe('lot_outside_lease');
    expect((await refusal(asBuyer(id, lots(other, 1, 1))))?.code).toBe('lot_outside_lease');
  });

  test('a foreign lease looks like a missing one, and the provider cannot reserve for its buyer', async () => {
    const id = await lease();
    const stranger = await makeOrganization(market);
    const codes = [
      await refusal(asBuyer(id, lots(pool, 1, 1), stranger)),
      await refusal(asBuyer(id, lots(pool, 1, 1), provider)),
      await refusal(asBuyer('lea_missing', lots(pool, 1, 1))),
    ];
    expect(codes.map((refused) => refused?.code)).toEqual(Array(3).fill('lease_not_found'));
    expect((await refusal(asBuyer(id, lots(pool, 1, 1), '')))?.code).toBe('no_organization');
  });
});

describe('release_cards', () => {
  test('from its third hour on, 5 cards × 2 hours go back once', async () => {
    const id = await lease();
    await asBuyer(id, lots(pool, 4, 5));
    const release = (by: string) => market.db.asOrganization(by, (tx) => releaseCards(tx, id, hour + 2));
    expect(await release(provider)).toBe(10);
    expect(await release(buyer)).toBe(0);
    expect((await capacity()).map((row) => row.reserved)).toEqual([5, 5, 0, 0]);
  });

  test('20 releases at once give the cards back once', async () => {
    const id = await lease();
    await asBuyer(id, lots(pool, 4, 5));
    const released = await Promise.all(
      Array.from({ length: 20 }, () => market.db.asEngine((tx) => releaseCards(tx, id, hour))),
    );
    expect(released.reduce((a, b) => a + b)).toBe(20);
    expect((await capacity()).map((row) => row.reserved)).toEqual([0, 0, 0, 0]);
  });

  test('a stranger cannot release, and sees no difference to a missing lease', async () => {
    const id = await lease();
    const stranger = await makeOrganization(market);
    for (const [by, which] of [
      [stranger, id],
      [buyer, 'lea_missing'],
    ] as const)
      expect((await refusal(market.db.asOrganization(by, (tx) => releaseCards(tx, which, 0))))?.code).toBe(
        'lease_not_found',
      );
  });
});
