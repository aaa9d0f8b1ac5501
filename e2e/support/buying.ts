import { expect, type Page } from '@playwright/test';
import { figure, microsOf } from './money';

/** Puts sandbox money into the wallet and waits until the market has booked it. */
export async function topUp(buyer: Page, amount: string): Promise<bigint> {
  await buyer.goto('/buy/wallet');
  const before = await microsOf(figure(buyer, 'Available').locator('dd'));
  await buyer.getByRole('textbox', { name: 'Amount' }).fill(amount);
  await buyer.getByRole('button', { name: 'Add sandbox money' }).click();
  const after = before + BigInt(amount.replace('.', '')) * 10_000n;
  await expect(figure(buyer, 'Available').locator('dd data')).toHaveAttribute('value', `${after}`);
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
  if (job.goldOnly) {
    await form.getByText('none: any eligible pool may run it').click();
    await form.getByLabel('Service grade, at least').selectOption({ label: 'Gold' });
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
