import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { acceptDelivery } from '../leases/accept-delivery';
import { getLease } from '../leases/get-lease';
import { giveUpLease } from '../leases/give-up-lease';
import { moveDueLeases } from '../leases/run-leases';
import { checkMarket } from '../market-check/check-market';
import { engineContext, ownerContext } from '../testing/contexts';
import {
  disputed,
  freshRequest,
  type RunningLease,
  reported,
  restBoth,
  runningLease,
} from '../testing/disputes';
import { balanceOf, earned } from '../testing/market';
import { concedeDispute } from './concede-dispute';
import { decideDispute } from './decide-dispute';
import { withdrawRejection } from './withdraw-rejection';

const YUAN = 1_000_000n;
let test: TestDatabase;
let operator: string;
let m: RunningLease;

beforeAll(async () => {
  test = await createTestDatabase();
  operator = await makeOrganization(test, { operator: true });
});
afterAll(async () => {
  const found = await checkMarket(engineContext(test));
  await test.drop();
  expect(found).toMatchObject({ disagreements: [] });
});
beforeEach(async () => {
  await test.ownerSql`update pools set status = 'suspended'`;
  m = await runningLease(test);
  await earned(test, m.provider, 1000n * YUAN);
});

const concede = (disputeId: string) =>
  concedeDispute(m.providerAt(0), { disputeId, requestId: freshRequest() });
const decide = async (disputeId: string, over: object = {}) => {
  await restBoth(m.buyerAt(0), m.providerAt(0), disputeId);
  const now = hourStart(m.startHour);
  return decideDispute(ownerContext(test, operator, ['operator'], { now }), {
    disputeId,
    requestId: freshRequest(),
    outcome: 'for_buyer',
    ground: 'not_as_described',
    note: 'The frames are black indeed.',
    ...over,
  });
};
const clockAt = (hour: number) => moveDueLeases(engineContext(test, hourStart(hour)));
const lease = async () => {
  const { endReason, creditMicros, chargeMicros, refundedMicros } = (
    await getLease(m.buyerAt(0), { leaseId: m.leaseId })
  ).lease;
  return { endReason, creditMicros, chargeMicros, refundedMicros };
};
const boughtAgain = async () =>
  (
    await test.ownerSql<{ units: string }[]>`select units from replacements where lease_id = ${m.leaseId}`
  ).map(({ units }) => BigInt(units));
/** What is left of 1,000.00 payable of before. */
const payable = () => balanceOf(test, m.provider, 'payable');

describe('all 100 frames of a lease of 80.00 decided for their buyer', () => {
  const failed = {
    endReason: 'provider_failed',
    refundedMicros: 80n * YUAN,
    chargeMicros: 16n * YUAN,
    creditMicros: 0n,
  };

  it('is failing: 80.00 back, 20 % of it charged, all bought again, as if it had been given up', async () => {
    await decide(await disputed(m, 100n));
    expect(await lease()).toEqual(failed);
    expect([await payable(), await boughtAgain()]).toEqual([984n * YUAN, [100n]]);
    m = await runningLease(test);
    await earned(test, m.provider, 1000n * YUAN);
    await giveUpLease(m.providerAt(0), { leaseId: m.leaseId });
    expect(await lease()).toEqual(failed);
    expect([await payable(), await boughtAgain()]).toEqual([984n * YUAN, [100n]]);
  });

  it('is failing where the provider concedes, and in two disputes by the last of them', async () => {
    await concede(await disputed(m, 40n));
    expect(await lease()).toMatchObject({ endReason: null, chargeMicros: 0n });
    await concede(await disputed(m, 60n));
    expect(await lease()).toEqual(failed);
    expect(await boughtAgain()).toEqual([100n]);
  });

  it('is failing at the close where 40 were decided for the buyer and 60 never came', async () => {
    await concede(await disputed(m, 40n));
    await clockAt(m.endHour + 24);
    expect(await lease()).toEqual(failed);
    expect(await boughtAgain()).toEqual([100n]);
  });
});

describe('frames decided for their buyer where others are paid', () => {
  it('are missing: of 50 paid with 39.20, a concession of the other 50 takes 20 % of 40.00 = 8.00', async () => {
    await acceptDelivery(m.buyerAt(0), { deliveryId: await reported(m, 50n) });
    expect(await payable()).toBe(1_039_200_000n);
    await concede(await disputed(m, 50n));
    expect(await lease()).toEqual({
      endReason: 'disputed_for_buyer',
      refundedMicros: 40n * YUAN,
      creditMicros: 8n * YUAN,
      chargeMicros: 0n,
    });
    expect([await payable(), await boughtAgain()]).toEqual([1_031_200_000n, []]);
  });

  it('are credited out of what comes after them: the same 8.00 of the buyer’s later yes', async () => {
    await concede(await disputed(m, 50n));
    expect(await lease()).toMatchObject({ creditMicros: 0n });
    await acceptDelivery(m.buyerAt(0), { deliveryId: await reported(m, 50n) });
    expect(await lease()).toMatchObject({ endReason: 'disputed_for_buyer', creditMicros: 8n * YUAN });
    expect(await payable()).toBe(1_031_200_000n);
  });

  it('a withdrawal pays the credit of another dispute out of its own 50 frames', async () => {
    const withdrawn = await disputed(m, 50n);
    await concede(await disputed(m, 50n));
    await withdrawRejection(m.buyerAt(0), { disputeId: withdrawn, requestId: freshRequest() });
    expect(await lease()).toMatchObject({ creditMicros: 8n * YUAN, refundedMicros: 40n * YUAN });
  });

  it('given up after 20 paid and 30 refused: 4.80 of credit stays, and only the 50 never reported are charged', async () => {
    await acceptDelivery(m.buyerAt(0), { deliveryId: await reported(m, 20n) });
    await concede(await disputed(m, 30n));
    expect(await lease()).toMatchObject({ creditMicros: 4_800_000n, chargeMicros: 0n });
    await giveUpLease(m.providerAt(0), { leaseId: m.leaseId });
    expect(await lease()).toMatchObject({ creditMicros: 4_800_000n, chargeMicros: 8n * YUAN });
    expect(await boughtAgain()).toEqual([80n]);
  });
});
