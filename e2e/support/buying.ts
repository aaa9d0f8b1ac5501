import { expect, type Page } from '@playwright/test';
import { expectFigure, figure, microsOf } from './money';

export type PayMethod = 'Card' | 'Alipay' | 'WeChat Pay';

/** Pays on Stripe's hosted page and comes back to the wallet; promises the checkout session's id. */
export async function payOnHostedPage(buyer: Page, amount: string, method: PayMethod): Promise<string> {
  await buyer.getByRole('textbox', { name: 'Amount' }).fill(amount);
  await buyer.getByRole('button', { name: 'Continue to payment' }).click();
  await buyer.waitForURL(/\/pay\/cs_/);
  await expect(buyer.getByRole('heading', { level: 1, name: `Pay CNY ${amount}` })).toBeVisible();
  const session = new URL(buyer.url()).pathname.split('/').at(-1) ?? '';
  await buyer.getByRole('radio', { name: method }).check();
  await buyer.getByRole('button', { name: 'Pay', exact: true }).click();
  await buyer.waitForURL(/\/buy\/wallet/);
  return session;
}

/** Tops up by Alipay on the hosted page and waits until the market has credited it; promises what is available then. */
export async function topUp(buyer: Page, amount: string): Promise<bigint> {
  await buyer.goto('/buy/wallet');
  const before = await microsOf(figure(buyer, 'Available').locator('dd'));
  await payOnHostedPage(buyer, amount, 'Alipay');
  const after = before + BigInt(amount.replace('.', '')) * 10_000n;
  await expectFigure(buyer, 'Available', after);
  return after;
}

export interface JobWords {
  readonly name: string;
  readonly kind: 'Training' | 'Inference' | 'Rendering';
  /** Text fields by label. */
  readonly fields: Readonly<Record<string, string>>;
  /** Choices by label. */
  readonly choices?: Readonly<Record<string, string>>;
  /** The chip the calibration frame was measured on. */
  readonly measuredOn?: string;
  /** Admits gold pools only. */
  readonly goldOnly?: boolean;
  /** Admits pools of this chip only. */
  readonly onlyChip?: string;
}

/** Describes a job by the form and waits for its quotes. */
export async function describeJob(buyer: Page, job: JobWords): Promise<void> {
  await buyer.goto('/buy/jobs/new');
  const form = buyer.getByRole('form', { name: 'Describe a job' });
  await form.getByRole('radio', { name: job.kind }).check();
  for (const [label, value] of Object.entries(job.fields))
    await form.getByRole('textbox', { name: label }).fill(value);
  for (const [label, value] of Object.entries(job.choices ?? {}))
    await form.getByRole('combobox', { name: label }).selectOption({ label: value });
  if (job.measuredOn) {
    const picker = form.getByRole('combobox', { name: 'Measured on' });
    await picker.fill(job.measuredOn);
    await picker.press('Enter');
  }
  if (job.goldOnly || job.onlyChip) await form.getByText('none: any eligible pool may run it').click();
  if (job.goldOnly) await form.getByLabel('Service grade, at least').selectOption({ label: 'Gold' });
  if (job.onlyChip) {
    const chips = form.getByRole('combobox', { name: 'Chips', exact: true });
    await chips.fill(job.onlyChip);
    await chips.press('Enter');
  }
  await form.getByRole('textbox', { name: 'Name of the job' }).fill(job.name);
  await form.getByRole('button', { name: 'Get quotes' }).click();
  await expect(buyer.getByRole('heading', { level: 1, name: job.name })).toBeVisible();
  await expect(buyer.getByRole('region', { name: 'Quotes for this job' })).toBeVisible();
}

/** Accepts the first quote in a pool; lands on the order and promises what it costs, in micros. */
export async function acceptQuoteIn(buyer: Page, pool: string): Promise<bigint> {
  const row = buyer.getByRole('row').filter({ hasText: pool }).first();
  const total = await microsOf(row);
  await row.getByRole('link').first().click();
  await buyer.getByRole('button', { name: /^Accept for/ }).click();
  const dialog = buyer.getByRole('dialog', { name: 'Accept this quote' });
  expect(await microsOf(dialog)).toBe(total);
  await dialog.getByRole('button', { name: 'Accept and pay' }).click();
  await expect(buyer.getByRole('heading', { level: 1, name: /^Order for/ })).toBeVisible();
  return total;
}

/** Names a price for the job on the page; lands on the order, which waits in the book. */
export async function placeLimit(buyer: Page, amount: string): Promise<void> {
  await buyer.getByRole('textbox', { name: 'The most you pay for the whole result' }).fill(amount);
  await buyer.getByRole('button', { name: 'Place limit order' }).click();
  await expect(buyer.getByRole('heading', { level: 1, name: /^Order for/ })).toBeVisible();
  await expect(buyer.getByText('In the book', { exact: true })).toBeVisible();
}

/** Accepts the one delivery that waits on the lease's page. */
export async function acceptDelivery(buyer: Page): Promise<void> {
  await buyer.getByRole('button', { name: 'Accept', exact: true }).click();
  await buyer.getByRole('dialog').getByRole('button', { name: 'Accept and settle' }).click();
  await expect(buyer.getByRole('button', { name: 'Accept', exact: true })).toHaveCount(0);
}
