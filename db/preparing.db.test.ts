import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './client';
import { jobs } from './schema';
import { createTestDatabase, type TestDatabase } from './testing/database';
import { makeOrder, makeOrganization } from './testing/fixtures';

/** More often than PostgreSQL plans a prepared statement anew before it keeps one plan. */
const OFTEN = 12;

let test: TestDatabase;
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  db = openDatabase(test.urls.app, { connectionsMax: 1, prepares: true });
});
afterAll(async () => {
  await db.close();
  await test.drop();
});

describe('a database that prepares its statements', () => {
  it('shows each organization its own rows alone, on one connection, also with a kept plan', async () => {
    const [one, two] = [await makeOrganization(test), await makeOrganization(test)];
    await makeOrder(test, one);
    for (let i = 0; i < 3; i++) await makeOrder(test, two);
    const seenBy = (id: string) => db.asOrganization(id, (tx) => tx.select({ id: jobs.id }).from(jobs));
    for (let i = 0; i < OFTEN; i++) {
      expect(await seenBy(one)).toHaveLength(1);
      expect(await seenBy(two)).toHaveLength(3);
    }
    expect(await db.asEngine((tx) => tx.select({ id: jobs.id }).from(jobs))).toHaveLength(4);
    await expect(db.asPublic((tx) => tx.select({ id: jobs.id }).from(jobs))).rejects.toThrow();
  });
});
