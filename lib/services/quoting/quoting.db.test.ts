import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeLease, makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourOf } from '@/lib/core/hours';
import type { Ctx } from '../context';
import { ownerContext } from '../testing/contexts';
import { batchSpec, renderingSpec, trainingSpec } from '../testing/jobs';
import { describeJob } from './describe-job';
import { getJob } from './get-job';
import { listJobs } from './list-jobs';
import { requote } from './requote';

const YUAN = 1_000_000n;
let test: TestDatabase;
let buyer: Ctx;
let provider: string;
let hopper: string;

beforeAll(async () => {
  test = await createTestDatabase();
  provider = await makeOrganization(test, { provider: true, name: 'Helan Mountain Computing' });
  hopper = await makePool(test, provider, { cards: 16, askMicros: 20n * YUAN });
  await makePool(test, provider, { cards: 8, chip: 'ascend-910b2', region: 'CN-GZ', askMicros: 9n * YUAN });
  await makePool(test, provider, { cards: 8, askMicros: 5n * YUAN, status: 'suspended' });
  buyer = ownerContext(test, await makeOrganization(test), ['buyer']);
});
afterAll(() => test.drop());

describe('describing a job', () => {
  it('keeps it and quotes each kind at once, cheapest first, in units of the smallest thing delivered', async () => {
    const now = test.now;
    const kinds = [
      [trainingSpec({ now }), 'training_tokens', 100_000_000n],
      [batchSpec({ now }), 'inference_tokens', 500_000_000n],
      [renderingSpec({ now }), 'frames', 100n],
    ] as const;
    for (const [spec, unitKind, units] of kinds) {
      const made = await describeJob(buyer, { name: `A ${spec.kind}`, spec });
      expect(made.quotes.length).toBeGreaterThan(0);
      const totals = made.quotes.map((quote) => quote.totalMicros);
      expect(totals).toEqual([...totals].sort((a, b) => (a < b ? -1 : 1)));
      const { job } = await getJob(buyer, { jobId: made.jobId });
      expect({ unitKind: job.unitKind, units: job.units }).toEqual({ unitKind, units });
    }
  });

  it('lives 5 minutes, and is stored with lots that cost exactly its price', async () => {
    const { jobId, quotes } = await describeJob(buyer, {
      name: 'Lots',
      spec: trainingSpec({ now: test.now }),
    });
    const [quote] = quotes;
    expect(quote?.expiresAt).toEqual(new Date(test.now.getTime() + 300_000));
    const cost = quote?.facts.lots.reduce(
      (sum, lot) =>
        sum + lot.pricesMicros.reduce((hour, price) => hour + BigInt(lot.cards) * BigInt(price), 0n),
      0n,
    );
    expect(cost).toBe(quote?.totalMicros);
    const stored = await getJob(buyer, { jobId, rankBy: 'finish' });
    expect(stored.quotes.map(({ id }) => id).sort()).toEqual(quotes.map(({ id }) => id).sort());
    const ends = stored.quotes.map(({ endHour }) => endHour);
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  });

  it('names every pool that is left out: the suspended one by its status, the NPU by the chip list', async () => {
    const spec = { ...trainingSpec({ now: test.now }), constraints: { chips: ['h100'] } };
    const { nearMisses, quotes } = await describeJob(buyer, { name: 'Only Hopper', spec });
    expect(quotes.every(({ poolIds }) => poolIds.join() === hopper)).toBe(true);
    const failed = nearMisses.flatMap(({ misses }) =>
      misses.map(({ constraint, found }) => [constraint, found]),
    );
    expect(failed).toContainEqual(['status', 'suspended']);
    expect(failed).toContainEqual(['chip', 'ascend-910b2']);
  });

  it('refuses names the catalogue does not know, field by field', async () => {
    const spec = { ...trainingSpec({ now: test.now }), homeRegion: 'XX', constraints: { chips: ['h900'] } };
    await expect(describeJob(buyer, { name: 'Unknown', spec })).rejects.toMatchObject({
      details: { fields: { 'spec.constraints.chips': 'chip', 'spec.homeRegion': 'region' } },
    });
  });

  it('quotes nothing from pools under the buyer’s own control', async () => {
    const owner = ownerContext(test, provider, ['buyer', 'provider']);
    const { quotes, nearMisses } = await describeJob(owner, {
      name: 'Own',
      spec: trainingSpec({ now: test.now }),
    });
    expect(quotes).toEqual([]);
    expect(
      nearMisses.every(({ misses }) => misses.some(({ constraint }) => constraint === 'same_control')),
    ).toBe(true);
  });

  it('a spread of 1 frame is never quoted over 2 pools: each lease needs a unit of its own', async () => {
    const spec = renderingSpec({ now: test.now, frames: 1 });
    const { quotes } = await describeJob(buyer, { name: 'One frame', spec });
    expect(quotes.length).toBeGreaterThan(0);
    expect(quotes.every(({ poolIds }) => poolIds.length === 1)).toBe(true);
  });
});

describe('a quoted job', () => {
  it('is quoted afresh after its quotes expired; the new ones are shown', async () => {
    const { jobId } = await describeJob(buyer, { name: 'Later', spec: trainingSpec({ now: test.now }) });
    const later: Ctx = { ...buyer, now: new Date(test.now.getTime() + 400_000) };
    expect((await getJob(later, { jobId })).quotes.every(({ state }) => state === 'expired')).toBe(true);
    const fresh = await requote(later, { jobId });
    const shown = (await getJob(later, { jobId })).quotes;
    expect(shown.every(({ state }) => state === 'open')).toBe(true);
    expect(shown.map(({ id }) => id).sort()).toEqual(fresh.quotes.map(({ id }) => id).sort());
  });

  it('is missing for every other organization, to look at and to quote', async () => {
    const { jobId } = await describeJob(buyer, { name: 'Mine', spec: trainingSpec({ now: test.now }) });
    const other = ownerContext(test, await makeOrganization(test), ['buyer']);
    await expect(getJob(other, { jobId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(requote(other, { jobId })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listJobs(other, {})).total).toBe(0);
  });

  it('is listed with what became of it, and found by part of its label', async () => {
    const spec = trainingSpec({ now: test.now });
    await describeJob(buyer, { name: 'Tagged', label: 'budget 100%', spec, quotes: false });
    const { rows } = await listJobs(buyer, { text: '100%' });
    expect(rows.map(({ name, orders }) => [name, orders])).toEqual([['Tagged', 0]]);
  });

  it('shows a provider’s record from the fifth ended lease on', async () => {
    const seller = await makeOrganization(test, { provider: true });
    const poolId = await makePool(test, seller, { askMicros: 1n * YUAN, chip: 'l40s' });
    const hour = hourOf(test.now);
    const spec = { ...renderingSpec({ now: test.now }), constraints: { chips: ['l40s'] } };
    const end = async (count: number) => {
      for (let i = 0; i < count; i++) await endedLease(seller, poolId, hour);
      const { quotes } = await describeJob(buyer, { name: 'Record', spec });
      return quotes[0]?.facts.providerRecord;
    };
    expect(await end(4)).toMatchObject({ known: false, why: { code: 'record_short', facts: { leases: 4 } } });
    expect(await end(1)).toMatchObject({
      known: true,
      value: { leases: 5, deliveredShare: 0.5, onTimeShare: 0 },
    });
  });
});

async function endedLease(seller: string, poolId: string, hour: number): Promise<void> {
  const party = await makeOrganization(test);
  const id = await makeLease(test, party, seller, { poolId, startHour: hour - 4, endHour: hour - 2 });
  await test.ownerSql`
    update leases set state = 'ended', end_reason = 'partially_delivered', ended_at = ${test.now}, reported_units = 50,
      accepted_units = 50, earned_micros = price_micros / 2, refunded_micros = price_micros - price_micros / 2
    where id = ${id}`;
  await test.ownerSql`
    insert into deliveries (id, lease_id, buyer_organization_id, provider_organization_id, request_id, sequence, units, evidence,
      state, window_ends_at, decided_at, event_at)
    values (${`dlv_${id}`}, ${id}, ${party}, ${seller}, ${id}, 1, 50, '{}', 'accepted', ${test.now}, ${test.now}, ${test.now})`;
}
