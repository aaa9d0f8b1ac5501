import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson } from '@/db/testing/fixtures';
import type { Ctx } from '../context';
import { bankChannel } from '../payments/bank-channel';
import type { PaymentTools } from '../payments/channel';
import { earn } from '../payments/testing/payment-rows';
import { engineContext, ownerContext } from '../testing/contexts';
import { refusalOf } from '../testing/people';
import { choosePayee } from './choose-payee';
import { decidePayee } from './decide-payee';
import { countPayoutTasks, getPayoutDesk } from './get-payout-desk';
import { getPayouts } from './get-payouts';
import { nameBank } from './name-bank';
import { refreshPayee, retryPayees } from './refresh-payee';
import { requestPayout } from './request-payout';
import { checkPayees, setUpPayee } from './set-up-payee';
import { ScriptedChannel } from './testing/scripted-channel';

const YUAN = 1_000_000n;
const HOUR_MS = 3_600_000;
const STRIPE = { channel: 'stripe' };
const BANK = { holder: 'Provider', bank: 'Bank', number: 'DE02120300000000202051' };
const OTHER_BANK = { holder: 'Somebody', bank: 'Other', number: '987654321' };
const NOT_YET = { enabled: false, disabled: false, requirements: ['external_account'] };
let test: TestDatabase;
let scripted: ScriptedChannel;
let tools: PaymentTools;
let provider: string;

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
  provider = await makeOrganization(test, { provider: true });
});

const later = (hours: number) => new Date(test.now.getTime() + hours * HOUR_MS);
const as = (organizationId: string, now?: Date) =>
  ownerContext(test, organizationId, ['provider'], now ? { now } : {});
const engine = (now?: Date) => engineContext(test, now);

async function operator() {
  const exchange = await makeOrganization(test, { operator: true });
  const personId = await makePerson(test, exchange);
  return ownerContext(test, exchange, ['operator'], { personId });
}

/** The provider's bank account as an operator's desk shows it. */
const waitingPayee = async (desk: Ctx) =>
  (await getPayoutDesk(desk, tools)).payees.find((row) => row.organizationId === provider);

/** An operator confirms what its desk shows at this moment. */
const confirmPayee = async (desk: Ctx) =>
  decidePayee(desk, {
    organizationId: provider,
    seen: (await waitingPayee(desk))?.fingerprint,
    decision: 'confirm',
  });

const payeesOf = async (now?: Date) => (await getPayouts(as(provider, now), tools)).payees;

describe('an account at a channel', () => {
  it('is asked for once, however often somebody presses, and leads to the hosted page until nothing is missing', async () => {
    scripted.party = NOT_YET;
    const asked = await Promise.all(Array.from({ length: 8 }, () => setUpPayee(as(provider), tools, STRIPE)));
    for (const one of asked)
      expect(one).toEqual({
        state: 'onboarding',
        onboardingUrl: `https://channel.test/onboarding/acct_${provider}`,
      });
    expect(scripted.payees).toEqual([`acct_${provider}`]);
    expect(await payeesOf()).toMatchObject([
      { state: 'onboarding', requirements: ['external_account'], restsUntil: null, isPaidTo: false },
    ]);
    scripted.party = { enabled: true, disabled: false, requirements: [] };
    await checkPayees(as(provider), tools);
    expect(await payeesOf()).toMatchObject([{ state: 'enabled', requirements: [], isPaidTo: true }]);
  });

  it('stays pending while the channel is silent, and is asked for again by the clock: one account', async () => {
    scripted.fate = 'lost_after';
    expect(await setUpPayee(as(provider), tools, STRIPE)).toEqual({ state: 'pending', onboardingUrl: null });
    expect(await payeesOf()).toMatchObject([{ state: 'pending', isKnown: false }]);
    scripted.fate = 'answered';
    expect(await retryPayees(engine(later(0.01)), tools)).toBe(0);
    expect(await retryPayees(engine(later(0.1)), tools)).toBeGreaterThanOrEqual(1);
    expect(await payeesOf()).toMatchObject([{ state: 'enabled', isKnown: true }]);
    expect(scripted.payees).toEqual([`acct_${provider}`]);
  });

  it('follows what the channel says later: restricted with what is wanted, enabled again, closed', async () => {
    await setUpPayee(as(provider), tools, STRIPE);
    const ref = { channel: 'stripe' as const, externalId: `acct_${provider}` };
    const told = async (party: typeof scripted.party) => {
      scripted.party = party;
      expect(await refreshPayee(engine(), tools, ref)).toBe('refreshed');
      return (await payeesOf())[0]?.state;
    };
    expect(await told({ ...NOT_YET, requirements: ['company.tax_id'] })).toBe('restricted');
    await earn(test, provider, 200n * YUAN);
    expect(await refusalOf(requestPayout(as(provider), tools, { requestId: 'restricted-1' }))).toBe(
      'no_payee',
    );
    expect(await told({ enabled: true, disabled: false, requirements: [] })).toBe('enabled');
    expect(await told({ enabled: false, disabled: true, requirements: [] })).toBe('disabled');
    expect(await refreshPayee(engine(), tools, { ...ref, externalId: 'acct_other' })).toBe('not_ours');
  });

  it('a refusal of the channel is told, and a channel that isn’t set up is refused', async () => {
    scripted.fate = { refused: 'country_unsupported' };
    expect(await refusalOf(setUpPayee(as(provider), tools, STRIPE))).toBe('payee_refused');
    expect(await refusalOf(setUpPayee(as(provider), tools, { channel: 'sandbox' }))).toBe(
      'channel_not_set_up',
    );
  });
});

describe('a bank account', () => {
  it('is paid to once an operator has confirmed exactly what it saw', async () => {
    const desk = await operator();
    const before = await countPayoutTasks(desk);
    await nameBank(as(provider), tools, BANK);
    expect(await countPayoutTasks(desk)).toBe(before + 1);
    await earn(test, provider, 200n * YUAN);
    expect(await refusalOf(requestPayout(as(provider), tools, { requestId: 'unconfirmed' }))).toBe(
      'no_payee',
    );
    const waiting = await waitingPayee(desk);
    expect(waiting?.bank).toEqual(BANK);
    const seen = waiting?.fingerprint;
    const decide = (decision: string) => decidePayee(desk, { organizationId: provider, seen, decision });
    await nameBank(as(provider), tools, OTHER_BANK);
    expect(await refusalOf(decide('confirm'))).toBe('payee_changed');
    await nameBank(as(provider), tools, BANK);
    expect(await refusalOf(decide('confirm'))).toBe('payee_changed');
    await confirmPayee(desk);
    expect(await refusalOf(confirmPayee(desk))).toEqual({ seen: expect.anything() });
    expect(await requestPayout(as(provider), tools, { requestId: 'confirmed' })).toMatchObject({
      amountMicros: 200n * YUAN,
    });
  });

  it('changed, it must be confirmed again and rests 72 hours: no payout in between', async () => {
    const desk = await operator();
    await nameBank(as(provider), tools, BANK);
    await confirmPayee(desk);
    await earn(test, provider, 200n * YUAN);
    expect(await nameBank(as(provider, later(1)), tools, OTHER_BANK)).toEqual({ restsUntil: later(73) });
    const ask = (now: Date, requestId: string) =>
      refusalOf(requestPayout(as(provider, now), tools, { requestId }));
    expect(await ask(later(2), 'two-hours-later')).toBe('no_payee');
    await confirmPayee(desk);
    expect(await ask(later(72), 'before-its-rest-ends')).toBe('payee_rests');
    expect(await ask(later(73), 'when-its-rest-ended')).toBe('not refused');
    const trail = await test.ownerSql`
      select verb, facts from audit_rows where subject_id = ${`${provider}/bank`} and verb = 'payouts.name-bank' order by event_at`;
    expect(trail).toMatchObject([
      { facts: { number: '…2051', before: null } },
      { facts: { number: '…4321', before: '…2051' } },
    ]);
  });

  it('named beside an account at a channel rests too, and the old one is paid to until it is confirmed', async () => {
    await setUpPayee(as(provider), tools, STRIPE);
    await nameBank(as(provider, later(1)), tools, BANK);
    expect(await payeesOf()).toMatchObject([
      { channel: 'bank', state: 'pending', restsUntil: later(73), isPaidTo: false },
      { channel: 'stripe', isPaidTo: true },
    ]);
    await confirmPayee(await operator());
    expect(await payeesOf()).toMatchObject([{ channel: 'bank', isPaidTo: true }, { channel: 'stripe' }]);
    expect(await choosePayee(as(provider, later(2)), STRIPE)).toEqual({ restsUntil: later(74) });
    expect(await choosePayee(as(provider, later(3)), STRIPE)).toEqual({ restsUntil: later(74) });
  });

  it('refused, the provider reads why; its number must look like one', async () => {
    await nameBank(as(provider), tools, BANK);
    const desk = await operator();
    await decidePayee(desk, {
      organizationId: provider,
      seen: (await waitingPayee(desk))?.fingerprint,
      decision: 'refuse',
      note: 'Another holder than registered.',
    });
    expect(await payeesOf()).toMatchObject([
      { state: 'disabled', requirements: ['Another holder than registered.'] },
    ]);
    expect(await refusalOf(nameBank(as(provider), tools, { ...BANK, number: '=1+1' }))).toEqual({
      number: 'not_an_account_number',
    });
  });

  it('swapped behind the desk, at the instant it was named, it isn’t what the operator decided on; a rest can’t be cut short', async () => {
    const desk = await operator();
    await nameBank(as(provider), tools, BANK);
    const seen = (await waitingPayee(desk))?.fingerprint;
    const set = (what: string) =>
      test.ownerSql.unsafe(`update channel_accounts set ${what} where organization_id = '${provider}'`);
    const other = JSON.stringify(OTHER_BANK);
    await expect(set(`bank = '${other}'`)).rejects.toMatchObject({ code: 'CH041' });
    await set(`bank = '${other}', chosen_at = chosen_at + interval '1 second'`);
    expect(await refusalOf(decidePayee(desk, { organizationId: provider, seen, decision: 'confirm' }))).toBe(
      'payee_changed',
    );
    await expect(set(`chosen_at = chosen_at - interval '1 second'`)).rejects.toMatchObject({ code: 'CH041' });
    await set(`rests_until = chosen_at + interval '72 hours'`);
    for (const shorter of ['null', `chosen_at + interval '1 hour'`])
      await expect(set(`rests_until = ${shorter}`)).rejects.toMatchObject({ code: 'CH041' });
    await confirmPayee(desk);
    await expect(set(`bank = '${JSON.stringify(BANK)}'`)).rejects.toMatchObject({ code: 'CH041' });
    await expect(
      test.db.asOrganization(provider, (tx) => tx.execute(`update channel_accounts set rests_until = null`)),
    ).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('is nobody else’s to see or to name as confirmed', async () => {
    await nameBank(as(provider), tools, BANK);
    const other = await makeOrganization(test, { provider: true });
    expect((await getPayouts(as(other), tools)).payees).toEqual([]);
    const write = test.db.asOrganization(provider, (tx) =>
      tx.execute(`update channel_accounts set state = 'enabled' where channel = 'bank'`),
    );
    await expect(write).rejects.toMatchObject({ cause: { code: '42501' } });
    expect(await refusalOf(nameBank(ownerContext(test, other, ['buyer']), tools, BANK))).toBe('forbidden');
  });
});
