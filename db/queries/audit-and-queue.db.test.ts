import { sql } from 'drizzle-orm';
import { Logger, run, type TaskList } from 'graphile-worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlState } from '../sql-state';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { type AuditRow, appendAudit } from './append-audit';
import { enqueue } from './enqueue';
import { nextOrderSeq } from './next-order-seq';

let market: TestDatabase;
beforeAll(async () => {
  market = await createTestDatabase();
});
afterAll(() => market.drop());

const row = (organizationId: string, given: Partial<AuditRow> = {}): AuditRow => ({
  organizationId,
  actorKind: 'person',
  actorId: 'per_1',
  verb: 'orders.place-limit-order',
  subjectType: 'order',
  subjectId: 'ord_1',
  facts: { limitMicros: 12n },
  requestId: 'req_1',
  eventAt: market.now,
  ...given,
});
const trail = (organizationId: string) =>
  market.ownerSql`select verb, facts, event_at from audit_rows where organization_id = ${organizationId} order by id`;

test('an organization appends to its own trail, in order, and to no other', async () => {
  await market.db.asOrganization('org_a', (tx) =>
    appendAudit(tx, [row('org_a', { verb: 'one' }), row('org_a', { verb: 'two' })]),
  );
  expect([...(await trail('org_a'))]).toEqual([
    { verb: 'one', facts: { limitMicros: '12' }, event_at: market.now },
    { verb: 'two', facts: { limitMicros: '12' }, event_at: market.now },
  ]);
  const foreign = market.db.asOrganization('org_a', (tx) => appendAudit(tx, [row('org_a'), row('org_b')]));
  await expect(foreign).rejects.toMatchObject({ code: 'foreign_audit' });
  const nobody = market.db.asOrganization('', (tx) => appendAudit(tx, [row('')]));
  await expect(nobody).rejects.toMatchObject({ code: 'foreign_audit' });
  expect(await trail('org_b')).toHaveLength(0);
});

test('the audit row goes with its transaction', async () => {
  const failed = market.db.asEngine(async (tx) => {
    await appendAudit(tx, [row('market')]);
    throw new Error('later');
  });
  await expect(failed).rejects.toThrow('later');
  expect(await trail('market')).toHaveLength(0);
});

test('order numbers rise', async () => {
  const [first, second] = await market.db.asOrganization('org_a', async (tx) => [
    await nextOrderSeq(tx),
    await nextOrderSeq(tx),
  ]);
  expect((second ?? 0n) - (first ?? 0n)).toBe(1n);
});

test('a job runs if its transaction commits, once per key, as the queue’s own role that reads no market table', async () => {
  await market.db.asEngine(async (tx) => {
    await enqueue(tx, { task: 'note', payload: { organizationId: 'org_a', n: 1 }, jobKey: 'k' });
    await enqueue(tx, { task: 'note', payload: { organizationId: 'org_a', n: 2 }, jobKey: 'k' });
  });
  const undone = market.db.asEngine(async (tx) => {
    await enqueue(tx, { task: 'note', payload: { n: 3 } });
    throw new Error('later');
  });
  await expect(undone).rejects.toThrow('later');
  await market.db.asEngine((tx) => enqueue(tx, { task: 'peek', payload: {} }));

  const seen: unknown[] = [];
  const taskList: TaskList = {
    note: async (payload) => void seen.push(payload),
    peek: async (_payload, helpers) => {
      const state = await helpers.query('select * from public.orders').then(
        () => 'allowed',
        (error) => error.code,
      );
      seen.push(state);
    },
  };
  const runner = await run({
    connectionString: market.urls.queue,
    taskList,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: new Logger(() => () => undefined),
    pollInterval: 50,
  });
  await expect.poll(() => seen.length).toBe(2);
  await runner.stop();
  expect(seen).toContainEqual({ organizationId: 'org_a', n: 2 });
  expect(seen).toContain('42501');
});

test('an organization cannot enqueue a job in another’s name, nor reach the queue’s tables', async () => {
  const foreign = market.db.asOrganization('org_a', (tx) =>
    enqueue(tx, { task: 'note', payload: { organizationId: 'org_b' } }),
  );
  await expect(foreign).rejects.toMatchObject({ code: 'foreign_job' });
  const direct = market.db.asOrganization('org_a', (tx) =>
    tx.execute(sql`select graphile_worker.add_job('note', '{}'::json)`),
  );
  expect(await direct.then(() => 'allowed', sqlState)).toBe('42501');
});
