import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { oneAtATime } from './one-at-a-time';

const KEY = 77;
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('while one process is at work another doesn’t start its own; a process’s own work waits its turn', async () => {
  const [here, there] = [oneAtATime(test.urls.app, KEY), oneAtATime(test.urls.app, KEY)];
  const order: string[] = [];
  let finish = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let begun = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const first = here.run(async () => {
    begun();
    await held;
    order.push('first');
  });
  await started;
  const second = here.run(async () => order.push('second'));
  expect(await there.run(async () => order.push('elsewhere'))).toBe(false);
  finish();
  expect([await first, await second]).toEqual([true, true]);
  expect(order).toEqual(['first', 'second']);
  expect(await there.run(async () => order.push('elsewhere'))).toBe(true);
  await Promise.all([here.close(), there.close()]);
});

it('work that fails lets the lock go, and so does a connection that ends', async () => {
  const [here, there] = [oneAtATime(test.urls.app, KEY), oneAtATime(test.urls.app, KEY)];
  await expect(here.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await there.run(async () => undefined)).toBe(true);
  await Promise.all([here.close(), there.close()]);
});
