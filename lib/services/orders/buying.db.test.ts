import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import type { Ctx } from '../context';
import { acceptDelivery } from '../leases/accept-delivery';
import { reportDelivery } from '../leases/report-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { describeJob } from '../quoting/describe-job';
import { findJob } from '../quoting/find-job';
import { getQuote } from '../quoting/get-quote';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { fund } from '../testing/market';
import { acceptQuote } from './accept-quote';
import { getBuyingTerms } from './get-buying-terms';
import { listUnanswered } from './list-unanswered';

const YUAN = 1_000_000n;
const HOUR_MS = 3_600_000;
let test: TestDatabase;
let buyer: Ctx;
let provider: Ctx;

beforeAll(async () => {
  test = await createTestDatabase();
  const seller = await makeOrganization(test, { provider: true });
  await makePool(test, seller, { chip: 'l40s', askMicros: 20n * YUAN });
  provider = ownerContext(test, seller, ['provider']);
  const organizationId = await makeOrganization(test);
  await fund(test, organizationId, 100n * YUAN);
  buyer = ownerContext(test, organizationId, ['buyer']);
});
afterAll(() => test.drop());

describe('a buyer', () => {
  it('is told of a delivery until it is answered, and sees its money move: 20.00 held, then paid', async () => {
    const spec = {
      ...renderingSpec({ now: test.now, hours: 1, frames: 10 }),
      calibrationChip: 'l40s',
      constraints: { chips: ['l40s'] },
    };
    const { quotes, jobId } = await describeJob(buyer, { name: 'Frames', spec });
    const quoteId = quotes[0]?.id ?? '';
    const { leaseIds, orderId } = await acceptQuote(buyer, { requestId: 'request-1', quoteId });
    expect(await getQuote(buyer, { quoteId })).toMatchObject({ state: 'accepted', orderId });
    expect(await getBuyingTerms(buyer)).toMatchObject({
      currency: 'CNY',
      availableMicros: 80n * YUAN,
      heldMicros: 20n * YUAN,
      nextRoundAt: new Date(test.now.getTime() + HOUR_MS),
    });

    const running = new Date(test.now.getTime() + 1.5 * HOUR_MS);
    await moveDueLeases(engineContext(test, running));
    const { deliveryId } = await reportDelivery(
      { ...provider, now: running },
      {
        leaseId: leaseIds[0] ?? '',
        requestId: 'report-01',
        units: '10',
        evidence: { files: [{ name: 'frames.zip', sha256: 'a'.repeat(64), bytes: 1 }] },
      },
    );
    const later = { ...buyer, now: running };
    expect(await listUnanswered(later)).toMatchObject([{ deliveryId, jobName: 'Frames', units: 10n }]);
    await acceptDelivery(later, { deliveryId });
    expect(await listUnanswered(later)).toEqual([]);
    expect(await getBuyingTerms(later)).toMatchObject({ availableMicros: 80n * YUAN, heldMicros: 0n });
    expect((await findJob(later, { jobId }))?.name).toBe('Frames');
  });

  it('finds neither quote nor job of another organization', async () => {
    const { quotes, jobId } = await describeJob(buyer, {
      name: 'Mine',
      spec: renderingSpec({ now: test.now }),
    });
    const other = ownerContext(test, await makeOrganization(test), ['buyer']);
    expect(await findJob(other, { jobId })).toBeNull();
    await expect(getQuote(other, { quoteId: quotes[0]?.id })).rejects.toMatchObject({ code: 'not_found' });
  });
});
