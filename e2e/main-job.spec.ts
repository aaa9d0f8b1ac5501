import type { Page } from '@playwright/test';
import { BUYERS, OPERATOR, PROVIDERS, REGULATOR } from './market/cast';
import {
  acceptDelivery,
  acceptQuoteIn,
  describeJob,
  type JobWords,
  placeLimit,
  topUp,
} from './support/buying';
import { earnedBy, expectFigure, feeOf, figure, microsOf } from './support/money';
import { advanceTo, clearNow } from './support/operating';
import { listPool, openLease, report, reportMilestone } from './support/selling';
import { expect, test } from './support/test';

const run = Date.now().toString(36);
const POOL = `Zhongwei hall ${run}`;
const FRAMES = 997n;
const TOKENS = 100_000_000n;

const rendering: JobWords = {
  name: `Spot ${run}`,
  kind: 'Rendering',
  fields: { Frames: FRAMES.toString(), Calibration: '31.7', 'Scene memory': '12' },
  measuredOn: 'H100 SXM',
  goldOnly: true,
};
const training: JobWords = {
  name: `Fine-tune ${run}`,
  kind: 'Training',
  fields: { 'Training tokens': '0.1' },
  choices: { Method: 'LoRA' },
  goldOnly: true,
};
const inference: JobWords = {
  name: `Batch ${run}`,
  kind: 'Inference',
  fields: { 'Total tokens': '350' },
  goldOnly: true,
};

/** What was traded in the last 14 days, as the regulator's page sums it up: trades, card-hours and value. */
async function tradedSoFar(regulator: Page) {
  await regulator.goto('/oversee');
  await expect(regulator.getByRole('heading', { level: 2, name: 'Trades' })).toBeVisible();
  const table = regulator.locator('#trades').getByRole('table', { name: 'Trades' });
  if ((await table.count()) === 0) return { trades: 0, valueMicros: 0n };
  const totals = table.locator('tfoot tr');
  return {
    trades: Number(((await totals.getByRole('cell').nth(2).textContent()) ?? '').replace(/\D/g, '')),
    valueMicros: await microsOf(totals),
  };
}

const startOf = async (lease: Page): Promise<Date> =>
  new Date((await figure(lease, 'Reserved hours').locator('time').first().getAttribute('datetime')) ?? '');

test('the main job: a pool is listed, results are bought, delivered, accepted, and paid to the last micro', async ({
  doors,
}) => {
  test.setTimeout(150_000);
  const provider = await doors.enter(PROVIDERS.helan);
  const buyer = await doors.enter(BUYERS.lumen);
  const operator = await doors.enter(OPERATOR);
  const regulator = await doors.enter(REGULATOR);
  const before = await tradedSoFar(regulator);
  await provider.goto('/sell/earnings');
  const payableBefore = await microsOf(figure(provider, 'Payable now').locator('dd'));

  await test.step('the provider lists a pool', () =>
    listPool(provider, { name: POOL, chip: 'H100 SXM', cards: 16, ask: '17.23' }));

  const topped = await test.step('the buyer tops up', () => topUp(buyer, '50000.00'));

  await test.step('an inference job gets quotes, and near misses say what the silver pool lacks', async () => {
    await describeJob(buyer, inference);
    await expect(buyer.getByRole('row').filter({ hasText: POOL }).first()).toBeVisible();
    await expect(buyer.getByText('Service grade').first()).toBeVisible();
  });

  const paidAtOnce = await test.step('a rendering is quoted and the quote accepted', async () => {
    await describeJob(buyer, rendering);
    return acceptQuoteIn(buyer, POOL);
  });
  await expectFigure(buyer, 'Price', paidAtOnce);
  const spot = buyer.url();

  const limit = 3_000_000_000n;
  await test.step('a training is quoted, and a price named for it instead', async () => {
    await describeJob(buyer, training);
    await expect(buyer.getByRole('row').filter({ hasText: POOL }).first()).toBeVisible();
    await placeLimit(buyer, '3000.00');
  });
  const tune = buyer.url();
  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Available', topped - paidAtOnce - limit);
  await expectFigure(buyer, 'Set aside', paidAtOnce + limit);

  const paidInRound = await test.step('a round clears', async () => {
    const round = await clearNow(operator);
    await buyer.goto(tune);
    await expect(buyer.getByText('Filled', { exact: true })).toBeVisible();
    await expect(buyer.getByRole('link', { name: `round ${round}` }).first()).toBeVisible();
    return microsOf(figure(buyer, 'Price').locator('dd'));
  });
  expect(paidInRound).toBeGreaterThan(0n);
  expect(paidInRound).toBeLessThanOrEqual(limit);
  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Available', topped - paidAtOnce - paidInRound);
  await expectFigure(buyer, 'Set aside', paidAtOnce + paidInRound);

  await test.step('the clock reaches the first hour of both leases', async () => {
    for (const job of [rendering, training]) {
      await openLease(provider, job.name);
      await advanceTo(operator, await startOf(provider));
    }
  });

  await test.step('the provider delivers all frames and the first of the training’s four milestones', async () => {
    await openLease(provider, rendering.name);
    await report(provider, FRAMES.toString(), 'all frames of the spot');
    await openLease(provider, training.name);
    await reportMilestone(provider, 'checkpoint 1');
  });

  const quarter = earnedBy(paidInRound, TOKENS / 4n, TOKENS);
  await test.step('the buyer accepts both', async () => {
    for (const order of [spot, tune]) {
      await buyer.goto(order);
      await buyer
        .getByRole('region', { name: /leases?/i })
        .getByRole('link')
        .first()
        .click();
      await acceptDelivery(buyer);
    }
    await expectFigure(buyer, 'Paid', quarter);
  });

  await test.step('both wallets show it to the last micro', async () => {
    await buyer.goto('/buy/wallet');
    await expectFigure(buyer, 'Available', topped - paidAtOnce - paidInRound);
    await expectFigure(buyer, 'Set aside', paidInRound - quarter);
    await provider.goto('/sell/earnings');
    await expectFigure(
      provider,
      'Payable now',
      payableBefore + paidAtOnce - feeOf(paidAtOnce) + quarter - feeOf(quarter),
    );
    const lines = provider.getByRole('table', { name: 'Ledger lines' }).locator('tbody tr');
    const amounts = [quarter - feeOf(quarter), paidAtOnce - feeOf(paidAtOnce)];
    for (const [at, net] of amounts.entries())
      await expect(lines.nth(at).locator(`data[value="${net}"]`).first()).toBeVisible();
  });

  await test.step('the regulator’s page shows the two trades and their value', async () => {
    expect(await tradedSoFar(regulator)).toEqual({
      trades: before.trades + 2,
      valueMicros: before.valueMicros + paidAtOnce + paidInRound,
    });
  });
});
