import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';

export interface Listing {
  readonly name: string;
  /** Any of the chip's names. */
  readonly chip: string;
  readonly cards: number;
  /** CNY per card-hour, around the clock. */
  readonly ask: string;
}

/** The provider lists a gold pool in Ningxia by the form and lands on its page. */
export async function listPool(provider: Page, listing: Listing): Promise<void> {
  await provider.goto('/sell/pools/new');
  const form = provider.getByRole('form', { name: 'List a pool' });
  await form.getByRole('textbox', { name: 'Name' }).fill(listing.name);
  await form.getByRole('combobox', { name: 'Chip' }).fill(listing.chip);
  await form.getByRole('option').first().click();
  await form.getByRole('textbox', { name: /^Cards\b(?! per)/ }).fill(String(listing.cards));
  await form.getByRole('combobox', { name: 'Region' }).fill('Ningxia');
  await form.getByRole('option').first().click();
  await form.getByRole('textbox', { name: 'Site', exact: true }).fill('Zhongwei');
  await form.getByRole('textbox', { name: 'Data in' }).fill('5000');
  await form.getByRole('textbox', { name: 'Data out' }).fill('5000');
  await form.getByRole('textbox', { name: 'PUE' }).fill('1.12');
  await form.getByRole('textbox', { name: 'Green share' }).fill('82');
  await form.getByRole('textbox', { name: 'One price' }).fill(listing.ask);
  await form.getByRole('button', { name: 'Set all hours' }).click();
  await form.getByLabel('Grade').selectOption('gold');
  await form.getByRole('button', { name: 'List the pool' }).click();
  await expect(provider.getByRole('heading', { level: 1, name: listing.name })).toBeVisible();
}

/** The provider opens the lease of a job from its list. */
export async function openLease(provider: Page, job: string): Promise<void> {
  await provider.goto('/sell/leases');
  await provider.getByRole('link', { name: job }).click();
  await expect(provider.getByRole('heading', { level: 1, name: job })).toBeVisible();
}

const reportForm = (provider: Page) => provider.getByRole('form', { name: 'Report a delivery' });

/** The provider reports units with a file that the page hashes; nothing of it is sent but name, hash and size. */
export async function report(provider: Page, units: string, content: string): Promise<void> {
  await reportForm(provider).getByRole('textbox', { name: 'Units delivered now' }).fill(units);
  await sendReport(provider, content);
}

/** The provider reports a lease's next milestone with its checkpoint, loaded at the market's now (S-7). */
export async function reportMilestone(provider: Page, content: string): Promise<void> {
  const form = reportForm(provider);
  await form.getByRole('textbox', { name: 'Checkpoint that was loaded' }).fill('');
  await expect(form.getByRole('combobox', { name: 'Reached with this report' })).toBeVisible();
  await sendReport(provider, content);
}

/** Names a file, hashed by the page, and a metric, and sends what the form says. */
async function sendReport(provider: Page, content: string): Promise<void> {
  const form = reportForm(provider);
  const file = { name: 'result.tar', mimeType: 'application/x-tar', buffer: Buffer.from(content) };
  await form.getByLabel('Choose files to hash').setInputFiles(file);
  const hash = createHash('sha256').update(content).digest('hex');
  await expect(form.getByRole('textbox', { name: 'SHA-256 of file 1' })).toHaveValue(hash);
  await form.getByRole('textbox', { name: 'Name of metric 1' }).fill('seconds_per_unit');
  await form.getByRole('textbox', { name: 'Value of metric 1' }).fill('3.2');
  const before = await provider.getByText('Waiting for acceptance').count();
  await form.getByRole('button', { name: 'Report delivery' }).click();
  await expect(provider.getByText('Waiting for acceptance')).toHaveCount(before + 1);
  await expect(provider.getByText(hash)).toBeVisible();
}
