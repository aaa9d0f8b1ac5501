import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '@/db/queries/post';
import { leases } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { amountText, parseAmount } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { hourStart } from '@/lib/core/hours';
import { postingsOf } from '@/lib/ledger/posting';
import { chargeProvider, oweCharge } from '@/lib/ledger/recipes';
import type { Ctx } from '../context';
import { acceptDelivery } from '../leases/accept-delivery';
import { cancelLease } from '../leases/cancel-lease';
import { passGivenBackHours } from '../leases/pass-given-back';
import { reportDelivery } from '../leases/report-delivery';
import { moveDueLeases } from '../leases/run-leases';
import { acceptQuote } from '../orders/accept-quote';
import { placeLimitOrder } from '../orders/place-limit-order';
import { describeJob } from '../quoting/describe-job';
import { getJob } from '../quoting/get-job';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { fund } from '../testing/market';
import { refusalOf } from '../testing/people';
import { focusFaults } from './focus-columns';
import { focusCsv, focusRows } from './focus-rows';
import { getInvoice } from './get-invoice';
import { listInvoices } from './list-invoices';
import { listStatement } from './list-statement';
import { statementCsv } from './statement-csv';

const YUAN = 1_000_000n;
/** October is over and closed; November has begun. */
const AFTER_OCTOBER = new Date('2026-11-01T01:00:00Z');
const LATER = new Date('2026-11-02T12:00:00Z');
let test: TestDatabase;
let buyer: string;
let provider: string;
let first: typeof leases.$inferSelect;
let cancelled: string;
let octoberBytes: string;

const as = (organizationId: string, side: 'buyer' | 'provider', now = LATER): Ctx =>
  ownerContext(test, organizationId, [side], { now });

const bytesOf = async (side: 'buyer' | 'provider', month: string, now: Date) => {
  const invoice = await getInvoice(as(side === 'buyer' ? buyer : provider, side, now), { as: side, month });
  const text = JSON.stringify(invoice, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  return text + (side === 'buyer' ? focusCsv(focusRows(invoice)) : '');
};
const octoberOf = async (now: Date) =>
  (await bytesOf('buyer', '2026-10', now)) + (await bytesOf('provider', '2026-10', now));

const spec = (now: Date) => ({
  ...renderingSpec({ now }),
  calibrationChip: 'l40s',
  constraints: { chips: ['l40s'] },
});

async function deliver(leaseId: string, units: number, now: Date) {
  const { deliveryId } = await reportDelivery(as(provider, 'provider', now), {
    leaseId,
    requestId: `report-${units}-of-${leaseId}`,
    units: String(units),
    evidence: { files: [{ name: 'frames.tar', sha256: 'a'.repeat(64), bytes: 1 }] },
  });
  await acceptDelivery(as(buyer, 'buyer', now), { deliveryId });
}

/** The lease of a limit order of a label, filled in a round. */
async function leaseByRound(label: string, now: Date) {
  const ctx = as(buyer, 'buyer', now);
  const { jobId } = await describeJob(ctx, { name: 'Opening titles', label, spec: spec(now), quotes: false });
  const { orderId } = await placeLimitOrder(ctx, { requestId: `limit-${label}`, jobId, limit: '400.00' });
  await clearRound(engineContext(test, now), { engine: inlineEngine, startedBy: 'operator' });
  const [lease] = await test.db.asEngine((tx) => tx.select().from(leases).where(eq(leases.orderId, orderId)));
  if (!lease) throw new Error('no lease');
  return lease;
}

beforeAll(async () => {
  test = await createTestDatabase({ clock: new Date('2026-10-31T22:30:00Z'), terms: { taxBps: 600 } });
  await makeOrganization(test, { operator: true, name: 'The exchange' });
  provider = await makeOrganization(test, { provider: true, name: 'Helan Compute' });
  buyer = await makeOrganization(test, { name: 'Atlas Film' });
  await makePool(test, provider, { chip: 'l40s', cards: 8, askMicros: 100n * YUAN + 1n });
  await fund(test, buyer, 1000n * YUAN);
  first = await leaseByRound('atlas', test.now);
  const starts = hourStart(first.startHour);
  await moveDueLeases(engineContext(test, starts));
  await deliver(first.id, 60, starts);
  expect(starts).toEqual(new Date('2026-10-31T23:00:00Z'));
  // In November, and not late: the lease has just ended.
  await deliver(first.id, 40, new Date('2026-11-01T00:00:00Z'));
  octoberBytes = await octoberOf(AFTER_OCTOBER);
  await november();
});
afterAll(() => test.drop());

/** A credit is given; another lease is bought at a quote and left, and its pool isn't sold any more as its hours pass. */
async function november() {
  const charge = {
    leaseId: first.id,
    buyerOrganizationId: buyer,
    providerOrganizationId: provider,
    amountMicros: 2n * YUAN,
    nettedMicros: 2n * YUAN,
    key: `credit:${first.id}:1`,
    because: 'late',
  } as const;
  const stamp = { id: 'pst_credit_in_november', eventAt: LATER, currency: 'CNY' };
  const balances = { ownMicros: 100n * YUAN, guaranteeMicros: 0n };
  await test.db.asEngine((tx) => post(tx, postingsOf(chargeProvider(stamp, charge, balances))));
  const ctx = as(buyer, 'buyer', LATER);
  const { jobId } = await describeJob(ctx, { name: 'Credits', spec: spec(LATER) });
  const { quotes } = await getJob(ctx, { jobId });
  const { leaseIds } = await acceptQuote(ctx, { requestId: 'instant-order', quoteId: quotes[0]?.id });
  cancelled = leaseIds[0] ?? '';
  await cancelLease(ctx, { leaseId: cancelled });
  const [row] = await test.ownerSql<{ end_hour: number; pool_id: string }[]>`
    select end_hour, pool_id from leases where id = ${cancelled}`;
  assert(row, 'left lease');
  await test.ownerSql`update pools set status = 'suspended' where id = ${row.pool_id}`;
  await passGivenBackHours(engineContext(test, hourStart(row.end_hour)));
}

describe('a wallet’s statement', () => {
  it('has every line of the account, newest first, each with what it links to', async () => {
    const { rows, account, next } = await listStatement(as(buyer, 'buyer'), { as: 'buyer' });
    expect(account).toBe('available');
    expect(next).toBeNull();
    expect(rows.map(({ recipe, jobName, label }) => [recipe, jobName, label])).toEqual([
      ['pass_hours', 'Credits', ''],
      ['hold_order', 'Credits', ''],
      ['credit_after_payout', 'Opening titles', 'atlas'],
      ['trade_order', 'Opening titles', 'atlas'],
      ['hold_order', 'Opening titles', 'atlas'],
      ['top_up', null, null],
    ]);
    const [passed, hold, credit, trade, , deposit] = rows;
    expect(passed).toMatchObject({ leaseId: cancelled, poolName: expect.stringContaining('Pool') });
    expect(passed?.quoteId).toMatch(/^quo_/);
    expect(hold?.quoteId).toBe(passed?.quoteId);
    expect(credit).toMatchObject({
      leaseId: first.id,
      roundNumber: 1,
      because: 'late',
      amountMicros: 2n * YUAN,
    });
    expect(trade).toMatchObject({ orderId: first.orderId, roundNumber: 1 });
    expect(deposit).toMatchObject({ channel: 'sandbox', paymentId: expect.stringMatching(/^pay_/) });
  });

  it('adds up in every period and under every filter: opening + shown + others = closing', async () => {
    const filters = [
      {},
      { from: '2026-11-01' },
      { to: '2026-10-31' },
      { from: '2026-11-01', to: '2026-11-01', timeZone: 'Asia/Shanghai' },
      { label: 'atlas' },
      { event: 'orders', from: '2026-11-01' },
      { leaseId: first.id, account: 'held' },
      { account: 'disputed' },
    ];
    for (const filter of filters) {
      const statement = await listStatement(as(buyer, 'buyer'), { as: 'buyer', ...filter });
      const shown = statement.rows.reduce((sum, row) => sum + row.amountMicros, 0n);
      expect(shown).toBe(statement.shownMicros);
      expect(statement.rows).toHaveLength(statement.lines);
      expect(statement.openingMicros + shown + statement.otherMicros).toBe(statement.closingMicros);
    }
    const october = await listStatement(as(buyer, 'buyer'), { as: 'buyer', to: '2026-10-31' });
    const november = await listStatement(as(buyer, 'buyer'), { as: 'buyer', from: '2026-11-01' });
    expect(october.openingMicros).toBe(0n);
    expect(november.openingMicros).toBe(october.closingMicros);
    expect(november.closingMicros).toBe(november.rows[0]?.balanceAfterMicros);
    expect(november.rows.map((row) => row.recipe)).toEqual([
      'pass_hours',
      'hold_order',
      'credit_after_payout',
    ]);
  });

  it('filters by kind of event, label and lease', async () => {
    const recipes = async (filter: object) =>
      (await listStatement(as(buyer, 'buyer'), { as: 'buyer', ...filter })).rows.map((row) => row.recipe);
    expect(await recipes({ event: 'credits' })).toEqual(['credit_after_payout']);
    expect(await recipes({ label: 'atlas', event: 'orders' })).toEqual(['trade_order', 'hold_order']);
    expect(await recipes({ leaseId: first.id })).toEqual(['credit_after_payout']);
    expect(await recipes({ leaseId: first.id, account: 'held' })).toEqual(['settle_lease', 'settle_lease']);
  });

  it('pages by version: two at a time give the same six lines, none twice', async () => {
    const ids: string[] = [];
    let before: string | undefined;
    for (let page = 0; page < 3; page++) {
      const { rows, next } = await listStatement(as(buyer, 'buyer'), { as: 'buyer', pageSize: 2, before });
      ids.push(...rows.map((row) => row.postingId));
      before = next?.toString();
    }
    expect(before).toBeUndefined();
    const { rows } = await listStatement(as(buyer, 'buyer'), { as: 'buyer' });
    expect(ids).toEqual(rows.map((row) => row.postingId));
  });

  it('is a file with the same rows and ids', async () => {
    const statement = await listStatement(as(buyer, 'buyer'), { as: 'buyer' });
    const [header = '', ...lines] = statementCsv(statement).trim().split('\r\n');
    expect(header).toContain('change_CNY,balance_after_CNY,credit_CNY,lease_id,round,quote_id,order_id');
    expect(lines.map((line) => line.split(',').at(-1))).toEqual(statement.rows.map((row) => row.postingId));
    expect(header).not.toContain('fee');
  });
});

describe('a provider’s statement', () => {
  it('has what was earned, the fee and the balance, and neither order nor quote of the buyer', async () => {
    const statement = await listStatement(as(provider, 'provider'), { as: 'provider' });
    expect(statement.account).toBe('payable');
    expect(statement.rows.map((row) => row.recipe)).toEqual([
      'cancel_lease',
      'credit_after_payout',
      'settle_lease',
      'settle_lease',
    ]);
    for (const row of statement.rows)
      expect(row).toMatchObject({ orderId: null, quoteId: null, label: null });
    const earliest = statement.rows.at(-1);
    expect(earliest?.amountMicros).toBe((earliest?.earnedMicros ?? 0n) - (earliest?.feeMicros ?? 0n));
    expect(statementCsv(statement)).toContain('earned_CNY,fee_CNY');
  });

  it('of another organization is empty', async () => {
    const other = await makeOrganization(test, { provider: true });
    expect(await listStatement(as(other, 'provider'), { as: 'provider' })).toMatchObject({
      rows: [],
      openingMicros: 0n,
      closingMicros: 0n,
    });
  });
});

describe('a month’s invoice', () => {
  it('of October: 60 of 100 frames charged, with the parties, tax contained, and a balance that adds up', async () => {
    const invoice = await getInvoice(as(buyer, 'buyer'), { as: 'buyer', month: '2026-10' });
    const charged = (first.priceMicros * 60n) / 100n;
    expect(invoice).toMatchObject({
      closed: true,
      totalMicros: charged,
      taxMicros: (charged * 600n) / 10_600n,
      creditMicros: 0n,
      exchange: { registeredName: 'The exchange', country: 'DE' },
      organization: { registeredName: 'Atlas Film' },
      lines: [
        { leaseId: first.id, label: 'atlas', paidUnits: 60n, units: 100n, priceMicros: first.priceMicros },
      ],
    });
    expect(invoice.number).toMatch(/^INV-\w+-202610$/);
    expect(invoice.balance).toEqual({
      openingMicros: 0n,
      changes: [
        { event: 'deposits', micros: 1000n * YUAN },
        { event: 'deliveries', micros: -charged },
      ],
      closingMicros: 1000n * YUAN - charged,
    });
  });

  it('of November: 40 frames, a credit of 2.00, a cancellation; the total is what left the wallet', async () => {
    const invoice = await getInvoice(as(buyer, 'buyer'), { as: 'buyer', month: '2026-11' });
    expect(invoice.closed).toBe(false);
    const october = await getInvoice(as(buyer, 'buyer'), { as: 'buyer', month: '2026-10' });
    expect(invoice.balance.openingMicros).toBe(october.balance.closingMicros);
    expect(invoice.totalMicros).toBe(october.balance.closingMicros - invoice.balance.closingMicros);
    expect(
      invoice.lines.map((line) => line.charges.map((charge) => [charge.category, charge.corrects])),
    ).toEqual([
      [
        ['usage', false],
        ['credit', true],
      ],
      [['cancellation', false]],
    ]);
    const [line, other] = invoice.lines;
    expect(line?.creditMicros).toBe(2n * YUAN);
    expect(other?.returnedMicros).toBe((other?.priceMicros ?? 0n) - (other?.chargedMicros ?? 0n));
  });

  it('of a provider: earned − fee − credit = net, and the same balance as its account', async () => {
    const note = await getInvoice(as(provider, 'provider'), { as: 'provider', month: '2026-11' });
    expect(note.number).toMatch(/^SBN-/);
    expect(note.creditMicros).toBe(2n * YUAN);
    expect(note.chargedMicros - note.feeMicros - note.creditMicros).toBe(note.totalMicros);
    const { closingMicros } = await listStatement(as(provider, 'provider'), { as: 'provider' });
    expect(note.balance.closingMicros).toBe(closingMicros);
  });

  it('that is over gives the same bytes, whatever happened since', async () => {
    expect(await octoberOf(LATER)).toBe(octoberBytes);
    expect(await octoberOf(new Date('2027-06-01T00:00:00Z'))).toBe(octoberBytes);
  });

  it('is provisional until an hour after the month, and there is none of a month to come', async () => {
    const november = { as: 'buyer', month: '2026-11' };
    const at = (time: string) => getInvoice(as(buyer, 'buyer', new Date(time)), november);
    expect((await at('2026-12-01T00:59:59Z')).closed).toBe(false);
    expect((await at('2026-12-01T01:00:00Z')).closed).toBe(true);
    expect(await refusalOf(getInvoice(as(buyer, 'buyer'), { as: 'buyer', month: '2026-12' }))).toBe(
      'not_found',
    );
    expect(await refusalOf(getInvoice(as(buyer, 'buyer'), { as: 'buyer', month: '2026-13' }))).toEqual({
      month: 'format',
    });
  });

  it('is listed by month with the same totals', async () => {
    for (const [organizationId, side] of [
      [buyer, 'buyer'],
      [provider, 'provider'],
    ] as const) {
      const { rows } = await listInvoices(as(organizationId, side), { as: side });
      expect(rows.map((row) => [row.month, row.closed])).toEqual([
        ['2026-11', false],
        ['2026-10', true],
      ]);
      for (const row of rows) {
        const { totalMicros, number } = await getInvoice(as(organizationId, side), {
          as: side,
          month: row.month,
        });
        expect([row.totalMicros, row.number]).toEqual([totalMicros, number]);
      }
    }
  });
});

describe('the billing export of real leases', () => {
  it('keeps every rule of the specification and adds up to the invoice, month by month', async () => {
    for (const month of ['2026-10', '2026-11']) {
      const invoice = await getInvoice(as(buyer, 'buyer'), { as: 'buyer', month });
      const rows = focusRows(invoice);
      expect(rows.flatMap(focusFaults)).toEqual([]);
      const billed = rows.reduce((sum, row) => {
        const cost = parseAmount(row.BilledCost ?? '');
        return sum + (cost.ok ? cost.value : 0n);
      }, 0n);
      expect(amountText(billed)).toBe(amountText(invoice.totalMicros));
    }
  });
});

describe('a month’s balance', () => {
  it('begins and ends with what all entries until then add up to, 20.00 the provider owes since November among them', async () => {
    const stamp = { id: 'pst_owed_in_november', eventAt: new Date('2026-11-20T08:00:00Z'), currency: 'CNY' };
    const charge = {
      leaseId: first.id,
      buyerOrganizationId: buyer,
      providerOrganizationId: provider,
      amountMicros: 20n * YUAN,
      nettedMicros: 0n,
      key: `charge:${first.id}`,
      because: 'provider_failed',
    } as const;
    const owed = oweCharge(stamp, charge, { ownMicros: 0n, guaranteeMicros: 0n });
    await test.db.asEngine((tx) => post(tx, postingsOf(owed)));
    const december = new Date('2026-12-03T00:00:00Z');
    const kinds = { buyer: ['available', 'held', 'disputed'], provider: ['payable', 'receivable'] };
    for (const side of ['buyer', 'provider'] as const)
      for (const month of ['2026-10', '2026-11', '2026-12']) {
        const organizationId = side === 'buyer' ? buyer : provider;
        const { balance, from, to } = await getInvoice(as(organizationId, side, december), {
          as: side,
          month,
        });
        const sumUntil = async (until: Date) => {
          const [row] = await test.ownerSql<{ micros: string }[]>`
            select coalesce(sum(amount_micros), 0) micros from entries where organization_id = ${organizationId}
              and split_part(account_id, '/', 2) = any(${kinds[side]}) and event_at < ${until}`;
          return BigInt(row?.micros ?? 0);
        };
        expect([balance.openingMicros, balance.closingMicros]).toEqual([
          await sumUntil(from),
          await sumUntil(to),
        ]);
      }
  });
});
