import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PostedEntry, type PostedPosting, post } from './queries/post';
import { sqlState } from './sql-state';
import { createTestDatabase, type TestDatabase } from './testing/database';
import { makeOrganization } from './testing/fixtures';

let market: TestDatabase;
let org: string;
const available = () => `${org}/available/CNY`;

beforeAll(async () => {
  market = await createTestDatabase();
  org = await makeOrganization(market);
  const entries: PostedEntry[] = [
    { organizationId: null, kind: 'external:sandbox', currency: 'CNY', amountMicros: -100n },
    { organizationId: org, kind: 'available', currency: 'CNY', amountMicros: 100n },
  ];
  const posting: PostedPosting = {
    id: 'pst_in',
    recipe: 'top_up',
    requestKey: 'top_up:pay_1',
    subjectType: 'payment',
    subjectId: 'pay_1',
    facts: {},
    eventAt: market.now,
    entries,
  };
  await market.db.asEngine((tx) => post(tx, [posting]));
});
afterAll(() => market.drop());

/** What the database says to statements its owner runs in one transaction, which is always undone. */
async function asOwner(...statements: readonly string[]): Promise<string> {
  let said = 'allowed';
  await market.ownerSql
    .begin(async (sql) => {
      for (const statement of statements) await sql.unsafe(statement);
      throw new Error('undo');
    })
    .catch((error: unknown) => {
      said = sqlState(error) ?? said;
    });
  return said;
}

const newPosting = (id: string) =>
  `insert into postings (id, recipe, request_key, subject_type, subject_id, facts, event_at)
   values ('${id}', 'x', '${id}', 'x', 'x', '{}', now())`;
const outside = 'platform/external:sandbox/CNY';
type Row = readonly [account: string, version: number, amount: number, after: number];
const entryRows = (posting: string, ...rows: readonly Row[]) =>
  `insert into entries (account_id, version, posting_id, organization_id, currency, amount_micros, balance_after_micros, event_at)
   values ${rows
     .map(
       ([account, version, amount, after]) =>
         `('${account}', ${version}, '${posting}', ${account.startsWith('org_') ? `'${account.split('/')[0]}'` : 'null'}, 'CNY', ${amount}, ${after}, now())`,
     )
     .join(', ')}`;
const moves = (account: string, version: number, balance: number) =>
  `update accounts set version = ${version}, balance_micros = ${balance} where id = '${account}'`;
/** Accounts and entries in one statement, as post() writes them. */
const together = (accounts: readonly string[], entries: string) =>
  `with ${accounts.map((update, i) => `moved${i} as (${update})`).join(', ')} ${entries}`;

describe('the owner of the database', () => {
  test.each(['entries', 'postings'])('can’t change, remove or empty %s', async (table) => {
    expect(await asOwner(`update ${table} set created_at = created_at`)).toBe('CH001');
    expect(await asOwner(`delete from ${table}`)).toBe('CH001');
    expect(await asOwner(`truncate ${table} cascade`)).toBe('CH001');
  });

  test('can’t remove accounts, nor empty them past their entries', async () => {
    expect(await asOwner('delete from accounts')).toBe('CH001');
    expect(await asOwner('truncate accounts cascade')).toBe('CH001');
  });

  test('can’t post +10 and −9, not even as two statements of one transaction', async () => {
    const whole = together(
      [moves(available(), 2, 110), moves(outside, 2, -109)],
      entryRows('pst_x', [available(), 2, 10, 110], [outside, 2, -9, -109]),
    );
    expect(await asOwner(newPosting('pst_x'), whole)).toBe('CH002');
    const half = together([moves(available(), 2, 110)], entryRows('pst_x', [available(), 2, 10, 110]));
    expect(await asOwner(newPosting('pst_x'), half)).toBe('CH002');
  });

  test('can’t insert balanced entries that leave their accounts where they were', async () => {
    const entries = entryRows('pst_x', [available(), 2, 10, 110], [outside, 2, -10, -110]);
    expect(await asOwner(newPosting('pst_x'), entries)).toBe('CH003');
  });

  test('can’t move one account to another balance than its entry says', async () => {
    const entries = entryRows('pst_x', [available(), 2, 10, 110], [outside, 2, -10, -110]);
    const wrong = together([moves(available(), 2, 111), moves(outside, 2, -110)], entries);
    expect(['CH003', 'CH019']).toContain(await asOwner(newPosting('pst_x'), wrong));
  });

  test('can’t take 130 from an account of 100: the entry is refused with the account', async () => {
    const entries = entryRows('pst_x', [available(), 2, -130, -30], [outside, 2, 130, 30]);
    const negative = together([moves(available(), 2, -30), moves(outside, 2, 30)], entries);
    expect(['CH003', '23514']).toContain(await asOwner(newPosting('pst_x'), negative));
  });

  test('can’t take an account below zero on the way to a good balance', async () => {
    const entries = entryRows(
      'pst_x',
      [available(), 2, -130, -30],
      [available(), 3, 40, 10],
      [outside, 2, 90, -10],
    );
    const dip = together([moves(available(), 3, 10), moves(outside, 2, -10)], entries);
    expect(await asOwner(newPosting('pst_x'), dip)).toBe('CH003');
  });

  test('can’t add a balanced pair to a posting that stands', async () => {
    const pair = together(
      [moves(available(), 2, 110), moves(outside, 2, -110)],
      entryRows('pst_in', [available(), 2, 10, 110], [outside, 2, -10, -110]),
    );
    expect(await asOwner(pair)).toBe('CH018');
  });

  test('can’t set a balance or a version without an entry, forwards or back', async () => {
    expect(await asOwner(moves(available(), 1, 101))).toBe('CH019');
    expect(await asOwner(moves(available(), 2, 100))).toBe('CH019');
    expect(await asOwner(moves(available(), 0, 0))).toBe('CH019');
  });

  test('can’t make an account that starts with money, or turn one into another kind', async () => {
    const rich = `insert into accounts (id, organization_id, kind, currency, balance_micros) values ('${org}/payable/CNY', '${org}', 'payable', 'CNY', 5)`;
    expect(await asOwner(rich)).toBe('CH019');
    expect(await asOwner(`update accounts set kind = 'receivable' where id = '${available()}'`)).toBe(
      '23514',
    );
    expect(await asOwner(`update accounts set kind = 'payable' where id = '${available()}'`)).toBe('23514');
  });

  test('can’t insert entries of a posting or an account that doesn’t stand, or under another organization', async () => {
    const nowhere = 'platform/fees/CNY';
    const rows = entryRows('pst_x', [available(), 2, 10, 110], [outside, 2, -10, -110]);
    const accounts = [moves(available(), 2, 110), moves(outside, 2, -110)];
    expect(await asOwner(together(accounts, rows))).toBe('CH003');
    const unknown = entryRows('pst_x', [available(), 2, -10, 90], [nowhere, 1, 10, 10]);
    expect(await asOwner(newPosting('pst_x'), together([moves(available(), 2, 90)], unknown))).toBe('CH003');
    const others = rows.replace(`'${org}', 'CNY'`, `null, 'CNY'`);
    expect(others).not.toBe(rows);
    expect(await asOwner(newPosting('pst_x'), together(accounts, others))).toBe('CH003');
  });

  test('can’t rename an account away from its entries, not even one that has none', async () => {
    const renamed = (from: string) =>
      `update accounts set id = '${org}/payable/CNY', kind = 'payable' where id = '${from}'`;
    expect(await asOwner(renamed(available()))).toBe('CH019');
    const empty = `insert into accounts (id, organization_id, kind, currency) values ('${org}/held/CNY', '${org}', 'held', 'CNY')`;
    expect(await asOwner(empty)).toBe('allowed');
    expect(await asOwner(empty, renamed(`${org}/held/CNY`))).toBe('CH019');
  });

  test.each([
    ['of no kind', 'org', 'savings'],
    ['of an organization and the platform’s kind', 'org', 'fees'],
    ['of the platform and an organization’s kind', 'platform', 'available'],
    ['of an organization and the outside world', 'org', 'external:sandbox'],
    ['called otherwise than it is', 'other', 'held'],
  ])('can’t make an account %s', async (_what, owner, kind) => {
    const id = `${owner === 'platform' ? 'platform' : owner === 'org' ? org : 'org_x'}/${kind}/CNY`;
    const made = `insert into accounts (id, organization_id, kind, currency)
      values ('${id}', ${owner === 'platform' ? 'null' : `'${org}'`}, '${kind}', 'CNY')`;
    expect(await asOwner(made)).toBe('23514');
  });

  test('may insert what post() would have written, so the checks refuse nothing that is right', async () => {
    const entries = entryRows('pst_x', [available(), 2, 10, 110], [outside, 2, -10, -110]);
    const right = together([moves(available(), 2, 110), moves(outside, 2, -110)], entries);
    expect(await asOwner(newPosting('pst_x'), right)).toBe('allowed');
  });
});

test('no runtime role may write the ledger’s tables, disable their triggers or turn them off for its session', async () => {
  const statements = [
    `update accounts set balance_micros = balance_micros`,
    `insert into entries select * from entries`,
    `insert into postings select * from postings`,
    `delete from accounts`,
    `truncate entries`,
    `alter table entries disable trigger all`,
    `set local session_replication_role = replica`,
  ];
  for (const statement of statements) {
    for (const as of [market.db.asEngine, market.db.asPublic, market.db.asIdentity]) {
      const said = await as((tx) => tx.execute(statement)).then(() => 'allowed', sqlState);
      expect(['42501', '25006'], statement).toContain(said);
    }
    const said = await market.db
      .asOrganization(org, (tx) => tx.execute(statement))
      .then(() => 'allowed', sqlState);
    expect(said, statement).toBe('42501');
  }
});
