import { expect, type Locator, type Page } from '@playwright/test';
import { figure } from './money';

const HOUR_MS = 3_600_000;

const marketTime = (operator: Page): Locator => figure(operator, 'Market time').locator('time').first();

/** The market's now, as the operator's page shows it. */
export async function marketNow(operator: Page): Promise<Date> {
  await operator.goto('/operate');
  return new Date((await marketTime(operator).getAttribute('datetime')) ?? '');
}

/** The operator lets so many hours pass, and waits until all that fell due was run. */
export async function advanceHours(operator: Page, hours: number): Promise<Date> {
  const to = new Date((await marketNow(operator)).getTime() + hours * HOUR_MS);
  await operator.getByRole('textbox', { name: 'By', exact: false }).fill(String(hours));
  await operator.getByRole('button', { name: 'Advance the clock' }).click();
  await expect(marketTime(operator)).toHaveAttribute('datetime', to.toISOString(), { timeout: 60_000 });
  return to;
}

/** The operator lets time pass up to the start of an hour, if it lies ahead. */
export async function advanceTo(operator: Page, at: Date): Promise<void> {
  const hours = Math.ceil((at.getTime() - (await marketNow(operator)).getTime()) / HOUR_MS);
  if (hours > 0) await advanceHours(operator, hours);
}

/** The operator asks for a round now and waits for it; promises its number. */
export async function clearNow(operator: Page): Promise<number> {
  await operator.goto('/operate');
  const last = figure(operator, 'Last round').locator('dd > span').first();
  const before = Number(((await last.textContent()) ?? '').replace(/\D/g, ''));
  await operator.getByRole('button', { name: 'Clear now' }).click();
  await operator.getByRole('dialog').getByRole('button', { name: 'Clear now' }).click();
  await expect(last).toHaveText(`#${before + 1}`, { timeout: 30_000 });
  return before + 1;
}
