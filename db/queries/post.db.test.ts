import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlState } from '../sql-state';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { makeOrganization } from '../testing/fixtures';
import { type PostedEntry, type PostedPosting, post } from './post';
import { DatabaseRefusal, InsufficientFunds, RequestKeyConflict } from './refused';

let market: TestDatabase;
beforeAll(async () => {
  market = await createTestDatabase({ connectionsMax: 20 });
});
afterAll(() => market.drop());

let made = 0;
const posting = (entries: PostedEntry[], given: Partial<PostedPosting> = {}): PostedPosting => {
  const id = `pst_${++made}`;
  return {
    id,
    recipe: 'test',
    requestKey: `test:${id}`,
    subjectType: 'test',
    subjectId: 'test',
    facts: {},
    eventAt: market.now,
    entries,
    ...given,
  };
};
const entry = (organizationId: string | null, kind: string, amountMicros: bigint, currency = 'CNY') => ({
  organizationId,
  kind,
  currency,
  amountMicros,
});
const topUp = (organizationId: string, micros: bigint) =>
  posting([entry(null, 'external:sandbox', -micros), entry(organizationId, 'available', micros)]);
const postAsEngine = (...postings: PostedPosting[]) => market.db.asEngine((tx) => post(tx, postings));
const balance = async (account: string) => {
  const [row] = await market.ownerSql`select balance_micros, version from accounts where id = ${account}`;
  return row ? { micros: BigInt(row.balance_micros), version: Number(row.version) } : null;
};
const refusal = async (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error) => (error instanceof DatabaseRefusal ? error : Promise.reject(error)),
  );

describe('balances', () => {
  test('100 in and 30 held leaves 70 available and 30 held, each account at its own version', async () => {
    const org = await makeOrganization(market);
    await postAsEngine(topUp(org, 100n), posting([entry(org, 'available', -30n), entry(org, 'held', 30n)]));
    expect(await balance(`${org}/available/CNY`)).toEqual({ micros: 70n, version: 2 });
    expect(await balance(`${org}/held/CNY`)).toEqual({ micros: 30n, version: 1 });
    const entries = await market.ownerSql`
      select version::integer, amount_micros::integer as amount, balance_after_micros::integer as balance
      from entries where account_id = ${`${org}/available/CNY`} order by version`;
    expect([...entries]).toEqual([
      { version: 1, amount: 100, balance: 100 },
      { version: 2, amount: -30, balance: 70 },
    ]);
  });

  test('100 in and 130 out is short by 30, and leaves nothing of its batch behind', async () => {
    const org = await makeOrganization(market);
    const refused = await refusal(
      postAsEngine(topUp(org, 100n), posting([entry(org, 'available', -130n), entry(org, 'held', 130n)])),
    );
    expect(refused).toBeInstanceOf(InsufficientFunds);
    expect(refused?.facts).toEqual({ accountId: `${org}/available/CNY`, shortMicros: '30' });
    expect(await balance(`${org}/available/CNY`)).toBeNull();
  });

  test('costs and the outside world go below zero, fees do not', async () => {
    await postAsEngine(posting([entry(null, 'costs', -5n), entry(null, 'guarantee', 5n)]));
    const refused = await refusal(
      postAsEngine(posting([entry(null, 'fees', -1n), entry(null, 'guarantee', 1n)])),
    );
    expect(refused?.code).toBe('insufficient_funds');
  });

  test('a posting of +10 and −9 is refused, and so is one that balances only across currencies', async () => {
    const org = await makeOrganization(market);
    const off = posting([entry(null, 'external:sandbox', -9n), entry(org, 'available', 10n)]);
    expect((await refusal(postAsEngine(off)))?.code).toBe('unbalanced_posting');
    const foreign = posting([entry(null, 'external:sandbox', -9n, 'USD'), entry(org, 'available', 9n)]);
    expect((await refusal(postAsEngine(foreign)))?.code).toBe('wrong_currency');
  });
});

describe('request keys', () => {
  test('the same posting sent twice, alone and in a later batch, posts once', async () => {
    const org = await makeOrganization(market);
    const once = topUp(org, 100n);
    await postAsEngine(once);
    await postAsEngine({ ...once, id: 'pst_again' }, topUp(org, 1n));
    expect(await balance(`${org}/available/CNY`)).toEqual({ micros: 101n, version: 2 });
  });

  test('one key twice in one batch posts once when equal and refuses when not', async () => {
    const org = await makeOrganization(market);
    const once = topUp(org, 7n);
    await postAsEngine(once, { ...once });
    expect(await balance(`${org}/available/CNY`)).toEqual({ micros: 7n, version: 1 });
    const other = topUp(org, 8n);
    const refused = await refusal(postAsEngine(other, { ...topUp(org, 9n), requestKey: other.requestKey }));
    expect(refused).toBeInstanceOf(RequestKeyConflict);
  });

  test('a key that stands with another amount is refused', async () => {
    const org = await makeOrganization(market);
    const once = topUp(org, 100n);
    await postAsEngine(once);
    const refused = await refusal(postAsEngine({ ...topUp(org, 200n), requestKey: once.requestKey }));
    expect(refused).toBeInstanceOf(RequestKeyConflict);
    expect(refused?.facts).toEqual({ requestKey: once.requestKey });
  });

  test('20 senders of one key at once post it once', async () => {
    const org = await makeOrganization(market);
    const once = topUp(org, 100n);
    await Promise.all(Array.from({ length: 20 }, (_, i) => postAsEngine({ ...once, id: `${once.id}_${i}` })));
    expect(await balance(`${org}/available/CNY`)).toEqual({ micros: 100n, version: 1 });
  });
});

test('50 parallel posts over three accounts leave gapless versions and balances equal to their entries', async () => {
  const orgs = await Promise.all([1, 2, 3].map(() => makeOrganization(market)));
  await postAsEngine(...orgs.map((org) => topUp(org, 1_000n)));
  await Promise.all(
    Array.from({ length: 50 }, (_, i) => {
      const [from, to] = [orgs[i % 3], orgs[(i + 1 + (i % 2)) % 3]];
      return postAsEngine(posting([entry(to ?? '', 'available', 3n), entry(from ?? '', 'available', -3n)]));
    }),
  );
  const rows = await market.ownerSql`
    select a.id, a.version::integer, count(e.*)::integer as entries, max(e.version)::integer as last,
      a.balance_micros::integer as balance, sum(e.amount_micros)::integer as total
    from accounts a join entries e on e.account_id = a.id
    where a.organization_id = any(${orgs}) group by a.id`;
  expect(rows).toHaveLength(3);
  for (const row of rows) {
    expect(row.entries).toBe(row.version);
    expect(row.last).toBe(row.version);
    expect(row.total).toBe(row.balance);
  }
  expect(rows.reduce((sum, row) => sum + row.entries, 0)).toBe(3 + 100);
});

test('20 posts of 10 at once out of 100: ten go through, ten are short by 10, and nothing is left', async () => {
  const org = await makeOrganization(market);
  await postAsEngine(topUp(org, 100n));
  const refused = await Promise.all(
    Array.from({ length: 20 }, () =>
      refusal(postAsEngine(posting([entry(org, 'available', -10n), entry(null, 'fees', 10n)]))),
    ),
  );
  const short = refused.flatMap((one) => (one ? [one.facts] : []));
  expect(short).toEqual(
    Array.from({ length: 10 }, () => ({ accountId: `${org}/available/CNY`, shortMicros: '10' })),
  );
  expect(await balance(`${org}/available/CNY`)).toEqual({ micros: 0n, version: 11 });
});

describe('append-only', () => {
  test.each(['entries', 'postings', 'audit_rows', 'audit_chain', 'audit_heads'])(
    '%s refuse UPDATE, DELETE and TRUNCATE even to the owner',
    async (table) => {
      const owner = market.ownerSql;
      for (const statement of [
        `update ${table} set created_at = created_at`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ])
        expect(await owner.unsafe(statement).then(() => 'allowed', sqlState), statement).toBe('CH001');
    },
  );

  test('the owner cannot slip in a posting that does not balance or a version that does not follow', async () => {
    const org = await makeOrganization(market);
    await postAsEngine(topUp(org, 100n));
    const insert = (...rows: (readonly [version: number, amount: number, after: number])[]) =>
      market.ownerSql.begin(async (sql) => {
        const id = `pst_${++made}`;
        await sql`insert into postings (id, recipe, request_key, subject_type, subject_id, facts, event_at)
          values (${id}, 'x', ${id}, 'x', 'x', '{}', now())`;
        await sql`insert into entries ${sql(
          rows.map(([version, amount_micros, balance_after_micros]) => ({
            account_id: `${org}/available/CNY`,
            version,
            posting_id: id,
            organization_id: org,
            currency: 'CNY',
            amount_micros,
            balance_after_micros,
            event_at: market.now,
          })),
        )}`;
      });
    const afterGap = await insert([3, 5, 5], [4, -5, 0]).then(() => 'allowed', sqlState);
    const offByOne = await insert([2, 5, 106], [3, -5, 101]).then(() => 'allowed', sqlState);
    expect([afterGap, offByOne]).toEqual(['CH003', 'CH003']);
    const lone = market.ownerSql`
      insert into entries (account_id, version, posting_id, organization_id, currency, amount_micros, balance_after_micros, event_at)
      select ${`${org}/available/CNY`}, 2, id, ${org}, 'CNY', 1, 101, now() from postings limit 1`;
    expect(await lone.then(() => 'allowed', sqlState)).toBe('CH002');
  });

  test('no role may write the ledger around post()', async () => {
    for (const statement of [
      'update accounts set balance_micros = 0',
      "insert into accounts (id, kind, currency) values ('x', 'fees', 'CNY')",
      'delete from entries',
      'update postings set recipe = recipe',
    ]) {
      const run = (tx: Parameters<Parameters<TestDatabase['db']['asEngine']>[0]>[0]) =>
        tx.execute(sql.raw(statement));
      expect(await market.db.asEngine(run).then(() => 'allowed', sqlState), statement).toBe('42501');
      expect(await market.db.asOrganization('org_a', run).then(() => 'allowed', sqlState), statement).toBe(
        '42501',
      );
    }
  });
});

describe('acting for an organization', () => {
  test('another organization’s account and the outside never go down, whatever the posting is called', async () => {
    const [mine, theirs] = [await makeOrganization(market), await makeOrganization(market)];
    await postAsEngine(topUp(mine, 100n), topUp(theirs, 100n));
    const asMine = (...postings: PostedPosting[]) =>
      market.db.asOrganization(mine, (tx) => post(tx, postings));
    const theft = posting([entry(theirs, 'available', -1n), entry(mine, 'available', 1n)]);
    expect((await refusal(asMine(theft)))?.code).toBe('foreign_account');
    const printing = topUp(mine, 1n);
    expect((await refusal(asMine(printing)))?.code).toBe('foreign_account');
    const gift = posting([entry(mine, 'available', -1n), entry(theirs, 'available', 1n)]);
    expect((await refusal(asMine(gift)))?.code).toBe('not_own_verb');
  });

  test('without an organization nothing is posted', async () => {
    const org = await makeOrganization(market);
    const nobody = market.db.asOrganization('', (tx) => post(tx, [topUp(org, 1n)]));
    expect((await refusal(nobody))?.code).toBe('no_organization');
  });
});
