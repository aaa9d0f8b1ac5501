import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postings } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { placeLimitOrder } from '../orders/place-limit-order';
import { describeJob } from '../quoting/describe-job';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { balanceOf, earned, fund } from '../testing/market';
import { getLease } from './get-lease';
import { giveUpLease } from './give-up-lease';

const YUAN = 1_000_000n;
let test: TestDatabase;
const failed: unknown[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/**
 * A lease of frames at 20.00 per card-hour whose provider, with so much payable, gives it up at its start, with others' asks
 * as they are then; under a group's name, all of them under its control.
 */
async function givenUpLease(others: readonly bigint[], payableMicros = 10_000n * YUAN, group?: string) {
  const provider = await makeOrganization(test, { provider: true, group });
  const buyer = await makeOrganization(test);
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 20n * YUAN });
  await fund(test, buyer, 10_000n * YUAN);
  await earned(test, provider, payableMicros);
  const owner = ownerContext(test, buyer, ['buyer']);
  const spec = renderingSpec({ now: test.now, frames: 1000 });
  const { jobId } = await describeJob(owner, { name: 'Frames', spec });
  await placeLimitOrder(owner, { requestId: `order-${poolId}`, jobId, limit: '5000.00' });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.ownerSql<{ id: string; start_hour: number; price_micros: string }[]>`
    select id, start_hour, price_micros from leases where pool_id = ${poolId}`;
  if (!lease) throw new Error('no lease');
  const rivals: string[] = [];
  for (const askMicros of others) {
    const rival = await makeOrganization(test, { provider: true, group });
    rivals.push(await makePool(test, rival, { cards: 8, askMicros }));
  }
  const ctx = ownerContext(test, provider, ['provider'], { now: hourStart(lease.start_hour - 1) });
  const log = { ...ctx.log, error: (...words: unknown[]) => void failed.push(words) };
  await giveUpLease({ ...ctx, log }, { leaseId: lease.id, note: '' });
  const [row] = await test.ownerSql<{ charge_micros: string; end_reason: string }[]>`
    select charge_micros, end_reason from leases where id = ${lease.id}`;
  // The next lease starts from a market in which nobody else offers anything.
  await test.ownerSql`update pools set status = 'suspended' where id = any(${[poolId, ...rivals]})`;
  return {
    provider,
    buyer,
    leaseId: lease.id,
    poolId,
    priceMicros: BigInt(lease.price_micros),
    chargeMicros: BigInt(row?.charge_micros ?? 0),
    endReason: row?.end_reason,
  };
}

/** What the exchange set aside, less what it lost. */
async function exchangesMicros(): Promise<bigint> {
  const [row] = await test.ownerSql<{ micros: string }[]>`
    select coalesce(sum(balance_micros), 0)::text as micros from accounts where kind in ('guarantee', 'losses')`;
  return BigInt(row?.micros ?? 0);
}

describe('not starting a lease of frames at 20.00', () => {
  it('costs 20 % of its price where nobody else offers anything', async () => {
    const { priceMicros, chargeMicros, endReason, provider } = await givenUpLease([]);
    expect(endReason).toBe('not_started');
    expect(chargeMicros).toBe(priceMicros / 5n);
    expect(await balanceOf(test, provider, 'payable')).toBe(10_000n * YUAN - chargeMicros);
    expect(await balanceOf(test, provider, 'receivable')).toBe(0n);
  });

  it('brings the buyer 3.00 of a provider that has 3.00, none of the exchange’s money, and the rest is owed', async () => {
    const before = await exchangesMicros();
    const { priceMicros, chargeMicros, provider, buyer, leaseId } = await givenUpLease([], 3n * YUAN);
    expect(chargeMicros).toBe(3n * YUAN);
    expect(await balanceOf(test, buyer, 'available')).toBe(10_003n * YUAN);
    expect(await balanceOf(test, provider, 'receivable')).toBe(3n * YUAN - priceMicros / 5n);
    expect(await exchangesMicros()).toBe(before);
    const seenBy = (id: string) =>
      test.db.asOrganization(id, async (tx) => {
        const seen = await tx.select().from(postings).where(eq(postings.subjectId, leaseId));
        return seen
          .filter(({ recipe }) => recipe !== 'close_lease')
          .map(({ recipe, facts }) => [recipe, facts]);
      });
    const because = 'not_started';
    expect(await seenBy(buyer)).toEqual([['charge_provider', { because }]]);
    expect(await seenBy(provider)).toEqual([
      ['charge_provider', { because }],
      ['owe_charge', { because }],
    ]);
    const as = (id: string, capacity: 'buyer' | 'provider') =>
      getLease(ownerContext(test, id, [capacity]), { leaseId });
    expect((await as(buyer, 'buyer')).lease.chargeMicros).toBe(3n * YUAN);
    expect((await as(provider, 'provider')).lease.chargeMicros).toBe(priceMicros / 5n);
    const trails = await test.ownerSql<{ organization_id: string; facts: object }[]>`
      select organization_id, facts from audit_rows where subject_id = ${leaseId} and facts ? 'short'`;
    expect(trails.map((row) => row.organization_id)).toEqual([provider]);
  });

  it('brings the buyer nothing of a shell that never earned, however often, and the exchange pays nothing', async () => {
    const before = await exchangesMicros();
    const { priceMicros, chargeMicros, provider } = await givenUpLease([], 0n);
    expect([chargeMicros, await balanceOf(test, provider, 'receivable')]).toEqual([0n, -priceMicros / 5n]);
    expect(await exchangesMicros()).toBe(before);
  });

  it('costs 20 % too where others ask 19.00: that is the lower', async () => {
    const { priceMicros, chargeMicros } = await givenUpLease([19n * YUAN]);
    expect(chargeMicros).toBe(priceMicros / 5n);
  });

  it('costs what the frames cost elsewhere where that is less: a tenth, at 2.00', async () => {
    const { priceMicros, chargeMicros } = await givenUpLease([19n * YUAN, 2n * YUAN]);
    expect(chargeMicros).toBe(priceMicros / 10n);
  });

  it('costs 20 % where the 2.00 is asked by a sister under the same control: that is nobody else', async () => {
    const { priceMicros, chargeMicros } = await givenUpLease([2n * YUAN], 10_000n * YUAN, 'Sisters');
    expect(chargeMicros).toBe(priceMicros / 5n);
  });

  it('its hours are not asked above 20.00 any more, whatever is asked later; others of the pool are', async () => {
    const { poolId } = await givenUpLease([]);
    await test.ownerSql`update pools set status = 'active' where id = ${poolId}`;
    await test.ownerSql`update pool_hours set ask_micros = ${(35n * YUAN).toString()} where pool_id = ${poolId}`;
    const asks = await test.ownerSql<{ hour: number; ask: string; failed: boolean }[]>`
      select h.hour, h.ask_micros as ask, exists (select from lease_hours l where l.pool_id = h.pool_id and l.hour = h.hour) as failed
      from pool_hours h where h.pool_id = ${poolId}`;
    for (const { ask, failed: isFailed } of asks)
      expect(BigInt(ask)).toBe(isFailed ? 20n * YUAN : 35n * YUAN);
    expect(asks.filter((row) => row.failed).length).toBeGreaterThan(0);
  });

  it('was priced each time, not taken for unpriceable', () => expect(failed).toEqual([]));
});
