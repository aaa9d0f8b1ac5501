import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { freeQueue } from './queue';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('a queue whose worker was killed over its job is free again, another one stays held', async () => {
  for (const name of ['clock', 'days']) {
    await test.ownerSql`select graphile_worker.add_job(identifier => 'x', queue_name => ${name})`;
    await test.ownerSql`update graphile_worker._private_job_queues set locked_at = now(), locked_by = ${`${name}-worker`} where queue_name = ${name}`;
    await test.ownerSql`
      update graphile_worker._private_jobs set locked_at = now(), locked_by = ${`${name}-worker`}
      where job_queue_id = (select id from graphile_worker._private_job_queues where queue_name = ${name})`;
  }
  await freeQueue(test.urls.app, 'clock');
  const queues = await test.ownerSql`
    select queue_name as name, is_available as free from graphile_worker._private_job_queues order by 1`;
  expect([...queues]).toEqual([
    { name: 'clock', free: true },
    { name: 'days', free: false },
  ]);
});
