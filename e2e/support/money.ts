import { expect, type Locator, type Page } from '@playwright/test';

/** The key figure of a label, under the page's title. */
export const figure = (page: Page, label: string): Locator =>
  page.locator('dl > div').filter({ has: page.locator('dt').getByText(label, { exact: true }) });

/** The exact micros behind an amount on the page. */
export async function microsOf(within: Locator): Promise<bigint> {
  const value = await within.locator('data').first().getAttribute('value');
  expect(value).toMatch(/^-?\d+$/);
  return BigInt(value ?? '');
}

/** The exact micros of a key figure that is shown only where it isn't nothing. */
export const microsIfShown = async (page: Page, label: string): Promise<bigint> =>
  (await figure(page, label).count()) > 0 ? microsOf(figure(page, label).locator('dd')) : 0n;

/** Waits until a key figure shows exactly so many micros. */
export const expectFigure = (page: Page, label: string, micros: bigint): Promise<void> =>
  expect(figure(page, label).locator('dd data').first()).toHaveAttribute('value', micros.toString());

/** Opens a page again until a key figure shows exactly so many micros: what a channel tells arrives by the queue. */
export const untilFigure = (page: Page, path: string, label: string, micros: bigint): Promise<void> =>
  expect(async () => {
    await page.goto(path);
    const value = figure(page, label).locator('dd data').first();
    await expect(value).toHaveAttribute('value', micros.toString(), { timeout: 500 });
  }).toPass({ timeout: 30_000 });

/** The fee in all that was earned: ⌊earned × 2 %⌋. */
export const feeOf = (earnedMicros: bigint): bigint => (earnedMicros * 200n) / 10_000n;

/** What so many accepted units of a lease have earned: ⌊price × units ÷ all⌋. */
export const earnedBy = (priceMicros: bigint, units: bigint, all: bigint): bigint =>
  (priceMicros * units) / all;
