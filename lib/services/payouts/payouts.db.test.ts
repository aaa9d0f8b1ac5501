import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PostedEntry, post } from '@/db/queries/post';
import { payments } from '@/db/schema';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import { checkMarket } from '../market-check/check-market';
import { attemptDuePayments, attemptPayment } from '../payments/attempt-payment';
import { bankChannel } from '../payments/bank-channel';
import type { PaymentTools } from '../payments/channel';
import { lockPayment } from '../payments/record-effect';
import { SANDBOX_TOOLS } from '../payments/sandbox-channel';
import { passOutsideTime } from '../payments/testing/pass-outside-time';
import { earn, fundByBank } from '../payments/testing/payment-rows';
import { bookOwnLine, confirmOwnLine } from '../reconciliation/book-own-line';
import { engineContext, ownerContext } from '../testing/contexts';
import { balanceOf } from '../testing/market';
import { refusalOf } from '../testing/people';
import { bookPayout, confirmPayout } from './book-payout';
import { decidePayee } from './decide-payee';
import { getPayoutDesk } from './get-payout-desk';
import { getPayouts } from './get-payouts';
import { listAllPayouts, listPayouts } from './list-payouts';
import { makePayouts } from './make-payouts';
import { nameBank } from './name-bank';
import { transfersCsv } from './payouts-csv';
import { refreshPayee } from './refresh-payee';
import { requestPayout } from './request-payout';
import { reversePayout } from './reverse-payout';
import { setUpPayee } from './set-up-payee';
import { ScriptedChannel } from './testing/scripted-channel';

const YUAN = 1_000_000n;
const HOUR_MS = 3_600_000;
let test: TestDatabase;
let scripted: ScriptedChannel;
let tools: PaymentTools;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

beforeEach(async () => {
  scripted = new ScriptedChannel();
  tools = {
    channels: { stripe: scripted.channel, bank: bankChannel },
    appOrigin: 'http://market.test',
  };
  await test.ownerSql`update market_settings set payout_tick_at = null`;
});

const later = (hours: number) => new Date(test.now.getTime() + hours * HOUR_MS);
const as = (organizationId: string, now?: Date) =>
  ownerContext(test, organizationId, ['provider'], now ? { now } : {});
const engine = (now?: Date) => engineContext(test, now);
const payable = (organizationId: string) => balanceOf(test, organizationId, 'payable');

/** A provider that is paid at the scripted channel and has earned an amount. */
async function paidProvider(earnedMicros: bigint): Promise<string> {
  const provider = await makeOrganization(test, { provider: true });
  await setUpPayee(as(provider), tools, { channel: 'stripe' });
  await earn(test, provider, earnedMicros);
  return provider;
}

const rowsOf = (organizationId: string) =>
  test.db.asEngine((tx) =>
    tx.select().from(payments).where(eq(payments.organizationId, organizationId)).orderBy(payments.id),
  );

async function payoutOf(organizationId: string) {
  const [row, ...more] = await rowsOf(organizationId);
  expect(more).toEqual([]);
  if (!row) throw new Error('no payout');
  return row;
}

async function clean(): Promise<void> {
  expect((await checkMarket(engine())).disagreements).toEqual([]);
}

/** Two operators of one exchange. */
async function operators() {
  const exchange = await makeOrganization(test, { operator: true });
  const [first, second] = [await makePerson(test, exchange), await makePerson(test, exchange)];
  const of = (personId: string) => ownerContext(test, exchange, ['operator'], { personId });
  return { first: of(first), second: of(second) };
}

/** A provider whose bank account is confirmed, that has earned an amount and is being paid out. */
async function bankPayout(earnedMicros: bigint) {
  const provider = await makeOrganization(test, { provider: true });
  const { first, second } = await operators();
  await nameBank(as(provider), tools, {
    holder: 'Provider',
    bank: 'Bank',
    number: 'DE02 1203 0000 0000 2020 51',
  });
  const [seen] = (await getPayoutDesk(first, tools)).payees.filter((row) => row.organizationId === provider);
  await decidePayee(first, { organizationId: provider, seen: seen?.fingerprint, decision: 'confirm' });
  await earn(test, provider, earnedMicros);
  await makePayouts(engine(), tools);
  const { id } = await payoutOf(provider);
  await attemptPayment(engine(), tools, id);
  return { provider, paymentId: id, first, second };
}

/** Posts entries of no recipe. */
async function postTest(requestKey: string, entries: readonly PostedEntry[]): Promise<void> {
  const ctx = engine();
  const about = { recipe: 'test', requestKey, subjectType: 'movement', subjectId: 'test', facts: {} };
  await test.db.asEngine((tx) =>
    post(tx, [{ id: ctx.newId('posting'), ...about, eventAt: ctx.now, entries }]),
  );
}

/** Takes some micros off what a provider has earned, as a fee would be. */
async function take(organizationId: string, micros: bigint): Promise<void> {
  await postTest(`take:${organizationId}`, [
    { organizationId, kind: 'payable', currency: 'CNY', amountMicros: -micros },
    { organizationId: null, kind: 'fees', currency: 'CNY', amountMicros: micros },
  ]);
}

describe('the schedule', () => {
  it('pays 123.45 of 123.456789 and leaves 0.006789 payable; a second run and the same day pay nothing more', async () => {
    const provider = await paidProvider(123_460_000n);
    await take(provider, 3_211n);
    expect(await makePayouts(engine(), tools)).toBe(1);
    expect(await makePayouts(engine(later(23)), tools)).toBe(0);
    expect(await payoutOf(provider)).toMatchObject({
      kind: 'payout',
      channel: 'stripe',
      amountMicros: 123_450_000n,
      payee: { externalId: `acct_${provider}`, bank: null },
      state: 'pending',
    });
    expect(await payable(provider)).toBe(6_789n);
    expect(await balanceOf(test, provider, 'in_payout')).toBe(123_450_000n);
    await attemptDuePayments(engine(), tools);
    expect(await payoutOf(provider)).toMatchObject({
      state: 'succeeded',
      externalId: expect.stringContaining('tr_'),
    });
    expect(await balanceOf(test, provider, 'in_payout')).toBe(0n);
    await clean();
  });

  it('50 workers at once make one payout, and it is sent once', async () => {
    const provider = await paidProvider(200n * YUAN);
    const made = await Promise.all(Array.from({ length: 50 }, () => makePayouts(engine(), tools)));
    expect(made.reduce((all, one) => all + one, 0)).toBe(1);
    const { id } = await payoutOf(provider);
    await Promise.all(Array.from({ length: 10 }, () => attemptPayment(engine(), tools, id)));
    expect(scripted.paid).toEqual([id]);
    expect(await payable(provider)).toBe(0n);
    await clean();
  });

  it('pays again at the next due instant, 24 hours on, what was earned since', async () => {
    const provider = await paidProvider(200n * YUAN);
    await makePayouts(engine(), tools);
    await earn(test, provider, 150n * YUAN);
    expect(await makePayouts(engine(later(24)), tools)).toBe(1);
    expect((await rowsOf(provider)).map((row) => row.amountMicros)).toEqual([200n * YUAN, 150n * YUAN]);
  });

  it('below the minimum of 100.00 nothing goes out: 99.99 waits, 100.00 is paid', async () => {
    const [less, enough] = [await paidProvider(99_990_000n), await paidProvider(100n * YUAN)];
    await makePayouts(engine(), tools);
    expect([(await rowsOf(less)).length, (await rowsOf(enough)).length]).toEqual([0, 1]);
    expect(await refusalOf(requestPayout(as(less), tools, { requestId: 'request-less' }))).toBe(
      'below_payout_minimum',
    );
  });

  it('a provider without a payee, one that owes, and a suspended one are not paid, and read why', async () => {
    const homeless = await makeOrganization(test, { provider: true });
    await earn(test, homeless, 200n * YUAN);
    const owing = await paidProvider(200n * YUAN);
    const suspended = await paidProvider(200n * YUAN);
    await test.ownerSql`update organizations set status = 'suspended' where id = ${suspended}`;
    await owe(owing, 30n * YUAN);
    await makePayouts(engine(), tools);
    for (const provider of [homeless, owing, suspended]) expect(await rowsOf(provider)).toEqual([]);
    const why = async (provider: string) => {
      const { next } = await getPayouts(as(provider), tools);
      return next.ok ? null : next.refusal.code;
    };
    expect([await why(homeless), await why(owing)]).toEqual(['no_payee', 'receivable_open']);
    const { first } = await operators();
    const { providers } = await getPayoutDesk(first, tools);
    const held = new Map(providers.map((row) => [row.organizationId, row.heldBack]));
    expect([held.get(homeless), held.get(owing), held.get(suspended)]).toEqual([
      'no_payee',
      'receivable_open',
      'organization_not_admitted',
    ]);
  });
});

/** Lets an organization owe what the exchange lost, without anything to take it from. */
const owe = (organizationId: string, micros: bigint): Promise<void> =>
  postTest(`owe:${organizationId}`, [
    { organizationId, kind: 'receivable', currency: 'CNY', amountMicros: -micros },
    { organizationId: null, kind: 'allowance', currency: 'CNY', amountMicros: micros },
  ]);

describe('a payout asked for', () => {
  it('pays what is payable now; the same request pays once, by 50 presses at once', async () => {
    const provider = await paidProvider(300n * YUAN);
    const asked = Array.from({ length: 50 }, () =>
      requestPayout(as(provider), tools, { requestId: 'request-now' }),
    );
    const ids = new Set((await Promise.all(asked)).map(({ paymentId }) => paymentId));
    expect(ids.size).toBe(1);
    expect(await payoutOf(provider)).toMatchObject({ amountMicros: 300n * YUAN });
    expect(await refusalOf(requestPayout(as(provider), tools, { requestId: 'request-more' }))).toBe(
      'below_payout_minimum',
    );
    await clean();
  });
});

describe('a payout at its channel', () => {
  it('the oldest that the balance doesn’t cover blocks the younger: of 150.00 neither 200.00 nor 100.00 goes, of 310.00 both', async () => {
    await attemptDuePayments(engine(later(48)), tools);
    const [older, younger] = [await paidProvider(200n * YUAN), await paidProvider(100n * YUAN)];
    await requestPayout(as(older), tools, { requestId: 'request-older' });
    await requestPayout(as(younger, later(0.1)), tools, { requestId: 'request-younger' });
    scripted.availableMicros = 150n * YUAN;
    await attemptDuePayments(engine(later(1)), tools);
    for (const provider of [older, younger])
      expect(await payoutOf(provider)).toMatchObject({ state: 'pending', waitsFor: 'balance', attempts: 0 });
    scripted.availableMicros = 310n * YUAN;
    await attemptDuePayments(engine(later(2)), tools);
    for (const provider of [older, younger])
      expect(await payoutOf(provider)).toMatchObject({ state: 'succeeded', waitsFor: null });
    await clean();
  });

  it('waits for an account that was restricted after it was made, lets younger ones by, and goes once it is ready', async () => {
    await attemptDuePayments(engine(later(48)), tools);
    const [older, younger] = [await paidProvider(200n * YUAN), await paidProvider(100n * YUAN)];
    await requestPayout(as(older), tools, { requestId: 'request-restricted' });
    await requestPayout(as(younger, later(0.1)), tools, { requestId: 'request-beside-it' });
    const told = (party: Partial<typeof scripted.party>) => {
      scripted.party = { ...scripted.party, ...party };
      return refreshPayee(engine(), tools, { channel: 'stripe', externalId: `acct_${older}` });
    };
    await told({ enabled: false, requirements: ['company.verification.document'] });
    scripted.availableMicros = 250n * YUAN;
    await attemptDuePayments(engine(later(1)), tools);
    await attemptDuePayments(engine(later(2)), tools);
    expect(await payoutOf(older)).toMatchObject({ state: 'pending', waitsFor: 'payee', attempts: 0 });
    expect(await payoutOf(younger)).toMatchObject({ state: 'succeeded' });
    expect((await listPayouts(as(older), {})).rows.map(({ status }) => status)).toEqual(['waits_for_payee']);
    await told({ enabled: true, requirements: [] });
    scripted.availableMicros = 250n * YUAN;
    await attemptDuePayments(engine(later(3)), tools);
    expect(await payoutOf(older)).toMatchObject({ state: 'succeeded', waitsFor: null });
    await clean();
  });

  it('made for an account that was closed, or replaced by one that is ready, is payable again and never sent', async () => {
    const closed = await paidProvider(200n * YUAN);
    await requestPayout(as(closed), tools, { requestId: 'request-closed' });
    scripted.party = { ...scripted.party, enabled: false, disabled: true };
    await refreshPayee(engine(), tools, { channel: 'stripe', externalId: `acct_${closed}` });
    const { id } = await payoutOf(closed);
    await attemptPayment(engine(), tools, id);
    expect(await payoutOf(closed)).toMatchObject({ state: 'failed', failure: 'payee_closed', attempts: 0 });
    expect(await payable(closed)).toBe(200n * YUAN);
    expect(scripted.calls).not.toContain('pay');
    await clean();
  });

  it('refused, it is payable again with the reason', async () => {
    const provider = await paidProvider(200n * YUAN);
    await makePayouts(engine(), tools);
    scripted.fate = { refused: 'payee_closed' };
    const { id } = await payoutOf(provider);
    await attemptPayment(engine(), tools, id);
    expect(await payoutOf(provider)).toMatchObject({ state: 'failed', failure: 'payee_closed' });
    expect([await payable(provider), await balanceOf(test, provider, 'in_payout')]).toEqual([
      200n * YUAN,
      0n,
    ]);
    await clean();
  });

  it('with an unknown answer it stays, is sent again with its key, and after 20 hours is only looked up: one transfer', async () => {
    const provider = await paidProvider(200n * YUAN);
    await makePayouts(engine(), tools);
    const { id } = await payoutOf(provider);
    scripted.fate = 'lost_after';
    await attemptPayment(engine(), tools, id);
    await attemptPayment(engine(later(1)), tools, id);
    expect(await payoutOf(provider)).toMatchObject({ state: 'pending', waitsFor: 'retry', attempts: 2 });
    expect(await balanceOf(test, provider, 'in_payout')).toBe(200n * YUAN);
    scripted.fate = 'answered';
    await passOutsideTime(test, 21 * 3_600_000);
    await attemptPayment(engine(later(21)), tools, id);
    expect(scripted.calls.filter((call) => call === 'pay')).toHaveLength(2);
    expect(scripted.calls.at(-1)).toBe('lookUp');
    expect(await payoutOf(provider)).toMatchObject({ state: 'succeeded' });
    expect(scripted.paid).toEqual([id]);
    await clean();
  });

  it('that never arrived there is payable again after 20 hours and two look-ups an hour apart', async () => {
    const provider = await paidProvider(200n * YUAN);
    await makePayouts(engine(), tools);
    const { id } = await payoutOf(provider);
    scripted.fate = 'lost_before';
    await attemptPayment(engine(), tools, id);
    scripted.fate = 'answered';
    await passOutsideTime(test, 21 * 3_600_000);
    await attemptPayment(engine(later(21)), tools, id);
    expect(await payoutOf(provider)).toMatchObject({ state: 'pending', waitsFor: 'look_up' });
    await passOutsideTime(test, 3_600_000);
    await attemptPayment(engine(later(23)), tools, id);
    expect(await payoutOf(provider)).toMatchObject({ state: 'failed', failure: 'never_happened' });
    expect(await payable(provider)).toBe(200n * YUAN);
    await clean();
  });

  it('reversed after it was paid, 50.00 and then 200.00 in all, told twice and in any order, is payable again once', async () => {
    const provider = await paidProvider(200n * YUAN);
    await makePayouts(engine(), tools);
    const { id } = await payoutOf(provider);
    await attemptPayment(engine(), tools, id);
    const told = (cumulative: bigint) =>
      test.db.asEngine(async (tx) => {
        const row = await lockPayment(tx, id);
        if (!row) throw new Error('no payout');
        return reversePayout(tx, engine(), row, cumulative);
      });
    expect([await told(50n * YUAN), await told(50n * YUAN)]).toEqual([50n * YUAN, 0n]);
    expect(await payable(provider)).toBe(50n * YUAN);
    expect([await told(200n * YUAN), await told(50n * YUAN)]).toEqual([150n * YUAN, 0n]);
    expect(await payable(provider)).toBe(200n * YUAN);
    const { rows } = await listPayouts(as(provider), {});
    expect(rows).toMatchObject([{ status: 'reversed', returnedMicros: 200n * YUAN }]);
    await clean();
  });
});

describe('a bank payout', () => {
  it('is executed by one person and confirmed by another; only then it is paid', async () => {
    const { provider, paymentId, first, second } = await bankPayout(250n * YUAN);
    const seen = { paymentId, bankLine: 'BANK-77', decision: 'confirm' };
    const { rows, currency } = await listAllPayouts(first, { state: 'moving' });
    expect(transfersCsv(rows, currency)).toContain(',Provider,Bank,DE02120300000000202051,250.00,CNY');
    expect(await refusalOf(confirmPayout(second, seen))).toBe('payout_not_booked');
    await bookPayout(first, { outcome: 'executed', paymentId, bankLine: 'BANK-77' });
    expect(await refusalOf(confirmPayout(first, seen))).toBe('same_person');
    expect(await payoutOf(provider)).toMatchObject({ state: 'open', waitsFor: 'confirmation' });
    // What the second person never saw isn't theirs to confirm.
    await bookPayout(first, { outcome: 'not_executed', paymentId });
    expect(await refusalOf(confirmPayout(second, seen))).toBe('booking_changed');
    await bookPayout(first, { outcome: 'executed', paymentId, bankLine: 'BANK-77' });
    await confirmPayout(second, seen);
    expect(await payoutOf(provider)).toMatchObject({ state: 'succeeded', externalPaymentId: 'BANK-77' });
    expect(await refusalOf(confirmPayout(second, seen))).toBe('payout_not_open');
    expect(await balanceOf(test, provider, 'in_payout')).toBe(0n);
    await clean();
  });

  it('a refused booking is booked anew; one that wasn’t executed is payable again', async () => {
    const { provider, paymentId, first, second } = await bankPayout(250n * YUAN);
    await bookPayout(first, { outcome: 'executed', paymentId, bankLine: 'WRONG' });
    await confirmPayout(second, { paymentId, bankLine: 'WRONG', decision: 'refuse' });
    expect(await payoutOf(provider)).toMatchObject({
      state: 'open',
      bookedByPersonId: null,
      reference: null,
    });
    await bookPayout(second, { outcome: 'not_executed', paymentId });
    await confirmPayout(first, { paymentId, bankLine: null, decision: 'confirm' });
    expect(await payoutOf(provider)).toMatchObject({ state: 'failed', failure: 'payee_closed' });
    expect(await payable(provider)).toBe(250n * YUAN);
    await clean();
  });

  it('goes where it was made for, though the provider names another account meanwhile', async () => {
    const { provider, paymentId } = await bankPayout(250n * YUAN);
    await nameBank(as(provider), tools, { holder: 'Thief', bank: 'Other', number: '666666666666' });
    const row = await payoutOf(provider);
    expect(row.payee?.bank?.holder).toBe('Provider');
    await expect(
      test.ownerSql`update payments set payee = '{"bank":null,"externalId":"acct_thief"}' where id = ${paymentId}`,
    ).rejects.toThrow('payment_fixed');
  });
});

describe('clients’ money', () => {
  it('once it isn’t covered, nobody is paid, what waits to be sent waits on, and the audit says what is missing (L-8)', async () => {
    const waiting = await paidProvider(200n * YUAN);
    const { paymentId } = await requestPayout(as(waiting), tools, { requestId: 'request-before' });
    const provider = await paidProvider(200n * YUAN);
    await fundByBank(test, await makeOrganization(test), 100n * YUAN);
    // 0.003211 of fees stand as the exchange’s own.
    await lose(20_003_211n);
    expect(await makePayouts(engine(later(48)), tools)).toBe(0);
    expect(await rowsOf(provider)).toEqual([]);
    expect(await refusalOf(requestPayout(as(provider), tools, { requestId: 'request-short' }))).toBe(
      'payouts_stopped',
    );
    const rows = await test.ownerSql`select facts from audit_rows where verb = 'payouts.stop-payouts'`;
    expect(rows).toMatchObject([{ facts: { short: (20n * YUAN).toString() } }]);
    await attemptPayment(engine(), tools, paymentId);
    expect(await payoutOf(waiting)).toMatchObject({ state: 'pending', waitsFor: 'balance' });
    const { first, second } = await operators();
    expect((await getPayoutDesk(first, tools)).safeguard.shortMicros).toBe(20n * YUAN);
    const own = { bankLine: 'OWN-1', what: 'own_money', amount: '20.00' };
    await bookOwnLine(first, own);
    expect(await refusalOf(bookOwnLine(first, own))).toBe('bank_line_booked');
    expect(await balanceOf(test, 'platform', 'guarantee')).toBe(0n);
    const booked = { movementId: 'bank:OWN-1', decision: 'confirm' };
    expect(await refusalOf(confirmOwnLine(first, booked))).toBe('same_person');
    await confirmOwnLine(second, booked);
    expect(await balanceOf(test, 'platform', 'guarantee')).toBe(20n * YUAN);
    expect(await requestPayout(as(provider), tools, { requestId: 'request-covered' })).toMatchObject({
      amountMicros: 200n * YUAN,
    });
    await attemptPayment(engine(later(1)), tools, paymentId);
    expect(await payoutOf(waiting)).toMatchObject({ state: 'succeeded' });
    await clean();
  });
});

/** A channel keeps money of ours for itself, or gives it back. */
const lose = (micros: bigint): Promise<void> =>
  postTest(`lose:${micros}`, [
    { organizationId: null, kind: 'costs', currency: 'CNY', amountMicros: -micros },
    { organizationId: null, kind: 'external:bank', currency: 'CNY', amountMicros: micros },
  ]);

it('the sandbox pays a provider at once', async () => {
  const provider = await makeOrganization(test, { provider: true });
  expect(await setUpPayee(as(provider), SANDBOX_TOOLS, { channel: 'sandbox' })).toEqual({
    state: 'enabled',
    onboardingUrl: null,
  });
  await earn(test, provider, 120n * YUAN);
  await makePayouts(engine(), SANDBOX_TOOLS);
  await attemptDuePayments(engine(), SANDBOX_TOOLS);
  expect(await payoutOf(provider)).toMatchObject({ state: 'succeeded', amountMicros: 120n * YUAN });
  await clean();
});
