import type { Page } from '@playwright/test';
import { parseAmount } from '@/lib/core/amount';
import { BUYERS, OPERATOR, PROVIDERS, TREASURER } from './market/cast';
import { faultsOf } from './support/accessible';
import {
  acceptDelivery,
  acceptQuoteIn,
  describeJob,
  type JobWords,
  payOnHostedPage,
  topUp,
} from './support/buying';
import { expectFigure, feeOf, figure, microsOf, untilFigure } from './support/money';
import { advanceTo } from './support/operating';
import { listPool, openLease, report } from './support/selling';
import { closeDispute, disputePayment, passDays, settleLastRefund } from './support/stripe';
import { expect, test } from './support/test';

const YUAN = 1_000_000n;
const CENT = 10_000n;
const run = Date.now().toString(36);
const POOL = `Shapotou hall ${run}`;
const FRAMES = '1997';
const MONTH = '2026-11';

const jobOf = (name: string): JobWords => ({
  name: `${name} ${run}`,
  kind: 'Rendering',
  fields: { Frames: FRAMES, Calibration: '31.7', 'Scene memory': '12' },
  measuredOn: 'H100 SXM',
  goldOnly: true,
});
const first = jobOf('Feature');
const second = jobOf('Sequel');

/** The provider tells Stripe who it is, on Stripe's own page, and comes back. */
async function onboard(provider: Page): Promise<void> {
  await provider.goto('/sell/payouts');
  await expect(provider.getByText('No account yet', { exact: true })).toBeVisible();
  await provider.getByRole('button', { name: 'Set up with Stripe' }).click();
  await provider.waitForURL(/\/onboard\/acct_/);
  await provider.getByRole('button', { name: 'Finish' }).click();
  await provider.waitForURL(/\/sell\/payouts$/);
  // A page that is still arriving holds its parts twice: hidden beside the main part, and in it.
  const payouts = provider.getByRole('main');
  await expect(payouts.getByText('Ready', { exact: true })).toBeVisible();
  await expect(payouts.getByText('Payouts go here')).toBeVisible();
}

/** A decimal amount in micros, as a billing export writes it. */
function microsIn(text: string): bigint {
  const amount = parseAmount(text);
  if (!amount.ok) throw new Error(text);
  return amount.value;
}

/** The buyer gets quotes for a job and accepts the pool's; promises the price. */
async function buy(buyer: Page, job: JobWords): Promise<bigint> {
  await describeJob(buyer, job);
  return acceptQuoteIn(buyer, POOL);
}

/** The operator reads Stripe's own lines and sees that they agree with the ledger. */
async function readChannels(operator: Page): Promise<void> {
  await operator.goto('/operate/money');
  await operator.getByRole('button', { name: 'Read the channels now' }).click();
  await expect(async () => {
    await operator.goto('/operate/money');
    const stripe = operator.getByRole('table', { name: 'Channels' }).getByRole('row', { name: /^Stripe/ });
    await expect(stripe.getByText('Agrees')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

/**
 * The exchange puts money of its own beside its clients', for Stripe's fees were more than it has earned: one operator
 * books the bank's line, the other confirms it (L-8).
 */
async function putInOwnMoney(operator: Page, treasurer: Page, amount: string): Promise<void> {
  await operator.goto('/operate/money?view=bank');
  const form = operator.getByRole('form', { name: 'Book a line of our own' });
  await form.getByLabel('What it is').selectOption({ label: 'Money of our own put in' });
  await form.getByRole('textbox', { name: 'Line of the statement' }).fill(`OWN-${run}`);
  await form.getByRole('textbox', { name: 'Amount in CNY' }).fill(amount);
  await form.getByRole('button', { name: 'Book' }).click();
  const line = (page: Page) => page.getByRole('row').filter({ hasText: `OWN-${run}` });
  await expect(line(operator)).toBeVisible();
  await expect(line(operator).getByRole('button', { name: 'Confirm' })).toHaveCount(0);
  await treasurer.goto('/operate/money?view=bank');
  await line(treasurer).getByRole('button', { name: 'Confirm' }).click();
  await expect(line(treasurer)).toHaveCount(0);
  await operator.goto('/operate/money');
  await expect(operator.getByText('no payouts are made', { exact: false })).toHaveCount(0);
}

test('the money day: paid on Stripe’s page, spent, earned, paid out, given back and charged back, all to the last micro', async ({
  doors,
}) => {
  test.setTimeout(240_000);
  const provider = await doors.enter(PROVIDERS.tengger);
  const buyer = await doors.enter(BUYERS.hualang);
  const operator = await doors.enter(OPERATOR);
  const treasurer = await doors.enter(TREASURER);

  await test.step('the provider is onboarded at Stripe and lists a pool', async () => {
    await onboard(provider);
    await listPool(provider, { name: POOL, chip: 'H100 SXM', cards: 16, ask: '17.23' });
  });

  await test.step('the buyer leaves the hosted page without paying, then pays 1,000.00', async () => {
    await buyer.goto('/buy/wallet');
    await buyer.getByRole('textbox', { name: 'Amount' }).fill('77.00');
    await buyer.getByRole('button', { name: 'Continue to payment' }).click();
    await buyer.waitForURL(/\/pay\/cs_/);
    await buyer.getByRole('button', { name: 'Cancel' }).click();
    await buyer.waitForURL(/\/buy\/wallet/);
    await expectFigure(buyer, 'Available', 0n);
    expect(await topUp(buyer, '1000.00')).toBe(1_000n * YUAN);
    expect(await faultsOf(buyer)).toEqual([]);
  });

  const price = await test.step('a rendering is bought, delivered and accepted', async () => {
    const paid = await buy(buyer, first);
    const order = buyer.url();
    await openLease(provider, first.name);
    const start = await figure(provider, 'Reserved hours').locator('time').first().getAttribute('datetime');
    await advanceTo(operator, new Date(start ?? ''));
    await openLease(provider, first.name);
    await report(provider, FRAMES, 'all frames of the feature');
    await buyer.goto(order);
    const leases = buyer.getByRole('region', { name: /leases?/i });
    await leases.getByRole('link').first().click();
    await acceptDelivery(buyer);
    await expectFigure(buyer, 'Paid', paid);
    return paid;
  });
  const net = price - feeOf(price);
  const payout = net - (net % CENT);

  await test.step('Stripe’s lines agree with the ledger, and clients’ money is covered', async () => {
    await passDays(8);
    await readChannels(operator);
    await putInOwnMoney(operator, treasurer, '5000.00');
    expect(await faultsOf(operator)).toEqual([]);
  });

  await test.step('the provider is paid in whole cents, and the rest stays payable', async () => {
    await provider.goto('/sell/payouts');
    await expectFigure(provider, 'Payable now', net);
    await provider.getByRole('button', { name: 'Be paid now' }).click();
    const row = provider.getByRole('table', { name: 'Payouts' }).getByRole('row').nth(1);
    await expect(row.getByText('Paid', { exact: true })).toBeVisible();
    await expect(row.locator('data').first()).toHaveAttribute('value', `${payout}`);
    await untilFigure(provider, '/sell/payouts', 'Payable now', net - payout);
    expect(await faultsOf(provider)).toEqual([]);
  });

  await test.step('statements, invoice, self-billing note and billing export are right to the micro', async () => {
    await buyer.goto('/buy/statements');
    await expectFigure(buyer, 'Opening balance', 0n);
    await expectFigure(buyer, 'Closing balance', 1_000n * YUAN - price);
    await buyer.goto(`/buy/invoices/${MONTH}`);
    const sheet = buyer.getByRole('article');
    await expect(sheet.locator(`data[value="${price - (price % CENT)}"]`).first()).toBeVisible();
    await expect(sheet.locator(`data[value="${price}"]`).first()).toBeVisible();
    const focus = await (await buyer.request.get(`/api/v1/billing/focus?month=${MONTH}`)).json();
    const billed = focus.rows.reduce(
      (sum: bigint, row: { BilledCost: string }) => sum + microsIn(String(row.BilledCost)),
      0n,
    );
    expect(billed).toBe(price);
    await provider.goto('/sell/statements');
    await expectFigure(provider, 'Closing balance', net - payout);
    await provider.goto(`/sell/invoices/${MONTH}`);
    await expect(provider.getByRole('article').locator(`data[value="${net}"]`).first()).toBeVisible();
    expect(await faultsOf(buyer)).toEqual([]);
  });

  await test.step('what is left goes back to where it came from', async () => {
    await buyer.goto('/buy/wallet');
    const left = 1_000n * YUAN - price;
    await buyer.getByRole('button', { name: 'Withdraw' }).click();
    const dialog = buyer.getByRole('dialog', { name: 'Withdraw money' });
    const whole = left - (left % CENT);
    await dialog
      .getByRole('textbox', { name: 'Amount' })
      .fill(`${whole / YUAN}.${String((whole % YUAN) / CENT).padStart(2, '0')}`);
    await dialog.getByRole('button', { name: 'Withdraw' }).click();
    await untilFigure(buyer, '/buy/wallet', 'Available', left - whole);
    await untilFigure(buyer, '/buy/wallet', 'Going back', whole);
    await settleLastRefund();
    await expect(async () => {
      await buyer.goto('/buy/wallet');
      await expect(figure(buyer, 'Going back')).toHaveCount(0, { timeout: 500 });
    }).toPass({ timeout: 30_000 });
  });

  const dust = (1_000n * YUAN - price) % CENT;
  await test.step('a card payment that was spent is charged back: owed, seen by buyer and operator, and won again', async () => {
    await buyer.goto('/buy/wallet');
    const session = await payOnHostedPage(buyer, '500.00', 'Card');
    await expectFigure(buyer, 'Available', dust + 500n * YUAN);
    const spent = await buy(buyer, second);
    const owed = spent - dust;
    const dispute = await disputePayment(session);

    const banner = buyer.getByText('Your organization owes', { exact: false });
    await expect(async () => {
      await buyer.goto('/buy/wallet');
      await expect(banner).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
    expect(await microsOf(banner)).toBe(owed);
    await expectFigure(buyer, 'Available', 0n);
    expect(await faultsOf(buyer)).toEqual([]);

    await operator.goto('/operate/money?view=receivables');
    const debtor = operator.getByRole('row').filter({ hasText: BUYERS.hualang.organization });
    expect(await microsOf(debtor)).toBe(owed);
    await readChannels(operator);

    await closeDispute(dispute.id, 'won');
    await untilFigure(buyer, '/buy/wallet', 'Available', dust + 500n * YUAN - spent);
    await expect(banner).toHaveCount(0);
    await readChannels(operator);
    await operator.goto('/operate/money?view=receivables');
    await expect(operator.getByText(BUYERS.hualang.organization)).toHaveCount(0);
  });
});
