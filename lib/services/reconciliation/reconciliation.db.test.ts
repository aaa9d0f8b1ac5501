import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import { type StripeStandIn, startStripe } from '@/e2e/stripe/start';
import { dispute, paidSession, refund } from '@/lib/adapters/testing/stripe-events';
import { tell } from '../channel-events/testing/told';
import type { Ctx } from '../context';
import { checkMarket } from '../market-check/check-market';
import type { Movement, PaymentTools } from '../payments/channel';
import { paidTopUp } from '../payments/testing/effects';
import { insertPayment } from '../payments/testing/payment-rows';
import { stripeTools } from '../payments/testing/stripe-tools';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { refusalOf } from '../testing/people';
import { askBalances } from './ask-balances';
import { bookOwnLine, confirmOwnLine } from './book-own-line';
import { explainMovement } from './explain-movement';
import { getMoneyDesk } from './get-money-desk';
import { listDifferences, listEffects, listEvents, listOwnLines, listReceivables } from './list-money';
import { readMovements } from './read-movements';
import { retryEvent } from './retry-event';

const YUAN = 1_000_000n;
let test: TestDatabase;
let stripe: StripeStandIn;
let tools: PaymentTools;
let operator: Ctx;
let other: Ctx;
let buyer: string;

beforeAll(async () => {
  test = await createTestDatabase();
  stripe = await startStripe();
  tools = stripeTools(stripe);
  const organizationId = await makeOrganization(test, { operator: true });
  const personId = await makePerson(test, organizationId);
  operator = ownerContext(test, organizationId, ['operator'], { personId });
  const otherId = await makePerson(test, organizationId);
  other = ownerContext(test, organizationId, ['operator'], { personId: otherId });
  buyer = await makeOrganization(test);
});
afterAll(async () => {
  expect((await checkMarket(engineContext(test))).disagreements).toEqual([]);
  await stripe.stop();
  await test.drop();
});

const read = () => readMovements(engineContext(test), tools);
const differences = async (filter = {}) => (await listDifferences(operator, filter)).rows;
/** How a channel's own balance stands against ours, and what the listed differences come to. */
async function standing(name = 'stripe') {
  const desk = await getMoneyDesk(operator, tools);
  const channel = desk.channels.find(({ channel }) => channel === name);
  const listed = (await differences({ channel: name })).filter(({ kind }) => kind !== 'other_currency');
  const difference = (channel?.movedMicros ?? 0n) - (channel?.ledgerMicros ?? 0n);
  expect(listed.reduce((sum, row) => sum + row.differenceMicros, 0n)).toBe(difference);
  return { ledger: channel?.ledgerMicros, difference };
}
/** A channel that tells the given lines. */
const telling = (lines: readonly Partial<Movement>[]): PaymentTools => {
  const { stripe: channel } = tools.channels;
  if (!channel) throw new Error('no stripe');
  const line = { feeMicros: 0n, currency: 'CNY', externalId: null, occurredAt: test.now, availableAt: null };
  const told = lines.map(
    (given) => ({ ...line, id: 'txn', kind: 'other', amountMicros: 0n, ...given }) as const,
  );
  const listMovements = async () => ({ kind: 'done', value: told }) as const;
  return { ...tools, channels: { stripe: { ...channel, listMovements } } };
};

describe('a channel’s lines beside the ledger', () => {
  it('of a top-up of 100.00 agree but for the fee, which is posted as a cost once; then both are what the channel says', async () => {
    const payment = await paidTopUp({ test, stripe, tools }, buyer, 100n * YUAN);
    expect((await standing()).difference).toBe(-100n * YUAN);
    expect(await differences()).toMatchObject([
      { kind: 'ledger_only', what: 'top_up', subjectId: payment.id },
    ]);
    await read();
    await read();
    const costs = await balanceOf(test, 'platform', 'costs');
    expect(costs).toBeLessThan(0n);
    expect(await standing()).toEqual({ ledger: 100n * YUAN + costs, difference: 0n });
    const [told] = await askBalances(operator, tools);
    expect((told?.balance?.availableMicros ?? 0n) + (told?.balance?.pendingMicros ?? 0n)).toBe(
      100n * YUAN + costs,
    );
  });

  it('of a refund in the dashboard fit nothing until its event is applied, then match by themselves', async () => {
    const payment = await paidTopUp({ test, stripe, tools }, buyer, 50n * YUAN);
    const made = stripe.dashboard.refund(payment.externalPaymentId ?? '', 2_000);
    await read();
    expect(await differences()).toMatchObject([
      {
        kind: 'channel_only',
        what: 'refund',
        why: 'no_payment',
        differenceMicros: -20n * YUAN,
        age: 'today',
      },
    ]);
    const given = { id: made.id, amount: 2_000, payment_intent: payment.externalPaymentId };
    await tell(test, 'refund.created', refund(given));
    await read();
    expect([await differences(), (await standing()).difference]).toEqual([[], 0n]);
  });

  it('of a chargeback that is won match its taking and its giving back', async () => {
    const payment = await paidTopUp({ test, stripe, tools }, buyer, 30n * YUAN);
    const opened = stripe.dashboard.dispute(payment.externalPaymentId ?? '');
    stripe.dashboard.closeDispute(opened.id, 'won');
    const of = { id: opened.id, amount: 3_000, payment_intent: payment.externalPaymentId, status: 'won' };
    await tell(test, 'charge.dispute.funds_reinstated', dispute(of));
    await read();
    expect([await differences(), (await standing()).difference]).toEqual([[], 0n]);
  });

  it('in another currency are kept, move nothing and wait for an operator’s words', async () => {
    const before = await standing();
    const lines = telling([
      { id: 'txn_usd', kind: 'top_up', amountMicros: 7n * YUAN, feeMicros: YUAN, currency: 'USD' },
    ]);
    await readMovements(engineContext(test), lines);
    expect(await standing()).toEqual(before);
    expect(await differences({ kind: 'other_currency' })).toMatchObject([
      { currency: 'USD', movedMicros: 7n * YUAN, why: 'other_currency', movementId: 'txn_usd', note: null },
    ]);
    await explainMovement(operator, {
      movementId: 'txn_usd',
      note: 'A test payment of our own, sent back on Monday.',
    });
    expect(await differences({ kind: 'other_currency' })).toMatchObject([
      { note: expect.stringContaining('Monday') },
    ]);
    const { differences: sums } = await getMoneyDesk(operator, tools);
    expect(sums).toEqual([
      {
        channel: 'stripe',
        kind: 'other_currency',
        age: 'today',
        count: 1,
        explained: 1,
        differenceMicros: 0n,
      },
    ]);
  });

  it('can’t be explained when they match, without words, or by somebody who may not', async () => {
    const [matched] = await test.ownerSql<
      { id: string }[]
    >`select id from external_movements where state = 'matched' limit 1`;
    const note = 'Looks right to me, whatever it is.';
    expect(await refusalOf(explainMovement(operator, { movementId: matched?.id, note }))).toBe(
      'movement_matched',
    );
    expect(await refusalOf(explainMovement(operator, { movementId: 'txn_usd', note: 'ok' }))).toHaveProperty(
      'note',
    );
    const stranger = ownerContext(test, buyer, ['buyer']);
    expect(await refusalOf(explainMovement(stranger, { movementId: 'txn_usd', note }))).toBe('forbidden');
    expect(await refusalOf(getMoneyDesk(stranger, tools))).toBe('forbidden');
  });

  it('of 500.00 sent to our own bank are on their way until the bank’s line is booked', async () => {
    const sent = { id: 'txn_out', kind: 'to_bank', amountMicros: -500n * YUAN } as const;
    await readMovements(engineContext(test), telling([sent]));
    expect((await standing()).difference).toBe(0n);
    expect(await differences({ channel: 'bank' })).toMatchObject([
      { kind: 'ledger_only', what: 'to_bank', differenceMicros: -500n * YUAN },
    ]);
    const line = { bankLine: 'B-1', what: 'from_channel', amount: '500.00' } as const;
    expect(await refusalOf(bookOwnLine(operator, { ...line, amount: '400.00' }))).toBe('no_such_transfer');
    await bookOwnLine(operator, line);
    expect(await refusalOf(bookOwnLine(operator, { ...line, bankLine: 'B-2' }))).toBe('no_such_transfer');
    await bookOwnLine(operator, { bankLine: 'B-3', what: 'fee', amount: '-3.50' });
    expect(await differences({ channel: 'bank' })).toMatchObject([
      { why: 'to_confirm', movedMicros: -3_500_000n },
    ]);
    expect(await balanceOf(test, 'platform', 'external:bank')).toBe(-500n * YUAN);
    const own = (line: string, decision: string) => ({ movementId: `bank:${line}`, decision });
    expect((await listOwnLines(operator)).map(({ id, bookedByName }) => [id, bookedByName !== null])).toEqual(
      [
        ['bank:B-1', true],
        ['bank:B-3', true],
      ],
    );
    expect(await refusalOf(confirmOwnLine(operator, own('B-3', 'confirm')))).toBe('same_person');
    await read();
    await confirmOwnLine(other, own('B-1', 'confirm'));
    await confirmOwnLine(operator, own('B-3', 'take_back'));
    expect(await refusalOf(confirmOwnLine(other, own('B-3', 'confirm')))).toBe('not_booked');
    await bookOwnLine(operator, { bankLine: 'B-3', what: 'fee', amount: '-3.50' });
    await confirmOwnLine(other, own('B-3', 'confirm'));
    expect(await refusalOf(bookOwnLine(operator, { bankLine: 'B-3', what: 'fee', amount: '-3.50' }))).toBe(
      'bank_line_booked',
    );
    expect(await standing('bank')).toEqual({ ledger: 496_500_000n, difference: 0n });
  });

  it('are left alone while the channel doesn’t answer', async () => {
    const { stripe: channel } = tools.channels;
    if (!channel) throw new Error('no stripe');
    const silent = async () => ({ kind: 'unknown', message: 'no answer' }) as const;
    const deaf = { ...tools, channels: { stripe: { ...channel, listMovements: silent, balance: silent } } };
    expect(await readMovements(engineContext(test), deaf)).toEqual([
      { channel: 'stripe', lines: null, unmatched: 0 },
    ]);
    expect(await askBalances(operator, deaf)).toEqual([{ channel: 'stripe', balance: null }]);
  });
});

describe('what waits for an operator', () => {
  it('events that fit nothing are listed with why, and tried again when asked', async () => {
    const row = await insertPayment(test, {
      organizationId: buyer,
      kind: 'top_up',
      amountMicros: 10n * YUAN,
    });
    const wrong = paidSession({
      id: 'cs_w',
      amount_total: 999,
      payment_intent: 'pi_w',
      metadata: { payment_id: row.id },
    });
    await tell(test, 'checkout.session.completed', wrong, { id: 'evt_wrong' });
    expect((await listEvents(operator, {})).rows).toMatchObject([
      { id: 'evt_wrong', state: 'unmatched', outcome: 'amount_differs', attempts: 1 },
    ]);
    expect((await listEffects(operator, { channel: 'stripe' })).rows).toMatchObject([
      { id: row.id, state: 'pending' },
    ]);
    await retryEvent(operator, { eventId: 'evt_wrong' });
    const [event] = await test.ownerSql`select state, attempts from channel_events where id = 'evt_wrong'`;
    expect(event).toEqual({ state: 'received', attempts: 0 });
    const jobs =
      await test.ownerSql`select 1 from graphile_worker.jobs where key = 'apply-channel-event:evt_wrong'`;
    expect(jobs.length).toBe(1);
  });

  it('what is owed is listed with the instant since when it stands without a break', async () => {
    const debtor = await makeOrganization(test);
    const row = await insertPayment(test, {
      organizationId: debtor,
      kind: 'top_up',
      amountMicros: 100n * YUAN,
    });
    const of = { id: 'cs_d', payment_intent: 'pi_d', metadata: { payment_id: row.id } };
    await tell(test, 'checkout.session.completed', paidSession(of));
    await tell(test, 'refund.created', refund({ id: 're_d', amount: 6_000, payment_intent: 'pi_d' }));
    const taken = { id: 'du_d', payment_intent: 'pi_d', balance_transactions: [{ amount: -10_000 }] };
    await tell(test, 'charge.dispute.funds_withdrawn', dispute(taken));
    const { rows, total } = await listReceivables(operator, {});
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ organizationId: debtor, owedMicros: 60n * YUAN, since: test.now }]);
    const desk = await getMoneyDesk(operator, tools);
    expect([desk.owedMicros, desk.platform.losses]).toEqual([60n * YUAN, -60n * YUAN]);
    expect(desk.safeguard.shortMicros).toBeGreaterThanOrEqual(60n * YUAN);
  });
});
