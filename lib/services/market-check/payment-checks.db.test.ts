import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourStart } from '@/lib/core/hours';
import { moveDueLeases } from '../leases/run-leases';
import { takeBack } from '../ledger/take-back';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { earned, fund, fundedOrder } from '../testing/market';
import { withdraw } from '../wallet/withdraw';
import { checkMarket } from './check-market';

const YUAN = 1_000_000n;
let test: TestDatabase;

/** Somebody with 50.00 of which 20.00 is being withdrawn, somebody who owes 30.00 after a chargeback, and a lease that failed. */
beforeAll(async () => {
  test = await createTestDatabase();
  const [payer, spender] = [await makeOrganization(test), await makeOrganization(test)];
  await fund(test, payer, 50n * YUAN);
  const wallet = ownerContext(test, payer, ['buyer']);
  await withdraw(wallet, { requestId: 'withdraw-some', amount: '20.00' });
  await fund(test, spender, 10n * YUAN);
  const [payment] = await test.ownerSql<{ id: string }[]>`
    select id from payments where organization_id = ${spender}`;
  await test.ownerSql`insert into chargebacks ${test.ownerSql({
    id: 'dp_1',
    channel: 'sandbox',
    payment_id: payment?.id ?? '',
    organization_id: spender,
    amount_micros: (40n * YUAN).toString(),
    currency: 'CNY',
    reason: 'fraudulent',
    state: 'open',
    withdrawn: true,
    event_at: test.now,
  })}`;
  await test.ownerSql`update payments set returned_micros = amount_micros where id = ${payment?.id ?? ''}`;
  await test.db.asEngine((tx) =>
    takeBack(tx, engineContext(test), {
      organizationId: spender,
      paymentId: payment?.id ?? '',
      channel: 'sandbox',
      amountMicros: 40n * YUAN,
      key: 'chargeback:dp_1',
      because: 'fraudulent',
    }),
  );
  await failedLease();
});
afterAll(() => test.drop());

async function failedLease(): Promise<void> {
  const provider = await makeOrganization(test, { provider: true });
  const buyer = await makeOrganization(test);
  const poolId = await makePool(test, provider, { cards: 8, askMicros: 10n * YUAN });
  await fundedOrder(test, buyer, { poolId, limitMicros: 100n * YUAN });
  await clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.ownerSql<{ start_hour: number; end_hour: number }[]>`
    select start_hour, end_hour from leases`;
  await moveDueLeases(engineContext(test, hourStart(lease?.start_hour ?? 0)));
  await earned(test, provider, 4n * YUAN);
  await moveDueLeases(engineContext(test, hourStart((lease?.end_hour ?? 0) + 24)));
}

const TABLES = ['accounts', 'entries', 'postings', 'payments', 'chargebacks', 'leases'];

/** Which checks disagree after the owner wrote past every rule; the writing is undone. */
async function checksAfter(statement: string): Promise<string[]> {
  const copies = TABLES.map((table) => `create temporary table kept_${table} as table ${table}`);
  const back = TABLES.map(
    (table) =>
      `delete from ${table}; insert into ${table} select * from kept_${table}; drop table kept_${table}`,
  );
  const connection = await test.ownerSql.reserve();
  try {
    await connection.unsafe(`set session_replication_role = replica; ${copies.join('; ')}; ${statement}`);
    const { disagreements } = await checkMarket(engineContext(test));
    await connection.unsafe(`${back.join('; ')}; set session_replication_role = origin`);
    return [...new Set(disagreements.map(({ check }) => check))].sort();
  } finally {
    connection.release();
  }
}

describe('market-check of money in and out', () => {
  it('is clean where payments, a withdrawal under way, a chargeback and a failed lease were made by their verbs', async () => {
    const { checked, disagreements, safeguard } = await checkMarket(engineContext(test));
    expect(disagreements).toEqual([]);
    expect(checked.payments).toBe(5);
    // 30.00 taken back that nobody had; the 12.00 of a charge that are only owed have reached nobody.
    expect(safeguard?.shortMicros).toBe(30n * YUAN);
  });

  it.each([
    [
      'a payment called succeeded that was never credited',
      `update payments set state = 'succeeded', settled_at = event_at where kind = 'refund'`,
      ['in_payout_equals_payments', 'payment_postings', 'payment_returned'],
    ],
    [
      'a top-up whose row says 1 micro more than was credited',
      `update payments set amount_micros = amount_micros + 1 where kind = 'top_up' and returned_micros = 0`,
      ['payment_postings'],
    ],
    [
      'a withdrawal whose row is gone while its money is on its way',
      `delete from payments where kind = 'refund'`,
      ['in_payout_equals_payments'],
    ],
    [
      'a top-up that says it went back though nothing did',
      `update payments set returned_micros = 1 where kind = 'top_up' and returned_micros = 0`,
      ['payment_returned'],
    ],
    [
      'a chargeback that was won and whose money didn’t come back',
      `update chargebacks set state = 'won', closed_at = event_at, reinstated_micros = amount_micros`,
      ['chargeback_postings', 'payment_returned'],
    ],
    [
      'a posting that names a chargeback nobody knows',
      `update postings set subject_id = 'dp_2' where subject_type = 'chargeback'`,
      ['chargeback_postings', 'external_has_subject'],
    ],
    [
      'an allowance that is 1 micro less than what is owed',
      `update accounts set balance_micros = balance_micros - 1 where kind = 'allowance'`,
      ['allowance_covers_receivables', 'balance_equals_entries', 'currency_sums_to_zero'],
    ],
    [
      'a receivable on the wrong side of zero',
      `alter table accounts drop constraint accounts_stand; update accounts set balance_micros = -balance_micros where kind = 'receivable'`,
      ['allowance_covers_receivables', 'balance_equals_entries', 'balance_sign', 'currency_sums_to_zero'],
    ],
    [
      'a posting without entries, which would keep its key from the event',
      `insert into postings (id, recipe, request_key, subject_type, subject_id, facts, event_at) values ('pst_x', 'x', 'settle:lea_x:1', 'lease', 'lea_x', '{}', now())`,
      ['posting_empty'],
    ],
    [
      'a lease whose charge isn’t what was posted',
      `update leases set charge_micros = charge_micros - 1 where charge_micros > 0`,
      ['lease_postings'],
    ],
    [
      'a charge on a lease that was completed',
      `update leases set end_reason = 'completed' where charge_micros > 0`,
      ['lease_charge', 'replacement_of_lease'],
    ],
  ])('finds %s', async (_title, statement, expected) => {
    expect(await checksAfter(statement)).toEqual(expected);
  });

  it('is clean again after all of that was undone', async () => {
    expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
  });
});
