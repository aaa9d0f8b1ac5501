import { BUYERS, NEWCOMER, PROVIDERS } from './market/cast';
import { expect, signIn, test } from './support/test';

test('a visitor is led to sign in, back to where they wanted to go, and out again', async ({ doors }) => {
  doors.expectProblem(/401/);
  const page = await doors.visitor();
  await page.goto('/buy/orders');
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fbuy%2Forders/);
  await page.getByLabel('E-mail').fill(BUYERS.jinghe.email);
  await page.getByLabel('Password').fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /e-mail|password/i })).toBeVisible();
  await page.getByLabel('Password').fill('a market for an afternoon');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/buy\/orders$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible();

  await page.getByRole('button', { name: `Account: ${BUYERS.jinghe.person}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
  await page.goto('/buy/orders');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a pending organization reads why it can’t trade yet; a buyer’s door isn’t a provider’s', async ({
  doors,
}) => {
  const newcomer = await doors.enter(NEWCOMER);
  await newcomer.goto('/sell');
  await expect(newcomer.getByRole('heading', { level: 1, name: 'Selling' })).toBeVisible();
  await expect(newcomer.getByRole('link', { name: 'List a pool' })).toHaveCount(0);
  const provider = await doors.enter(PROVIDERS.qianling);
  await provider.goto('/buy/jobs/new');
  await expect(provider.getByText('Buying is for organizations registered as buyers')).toBeVisible();
  await expect(provider.getByRole('textbox', { name: 'Name of the job' })).toHaveCount(0);
  await provider.goto('/operate');
  await expect(provider.getByText('You may not see this')).toBeVisible();
  await expect(provider.getByRole('button', { name: 'Clear now' })).toHaveCount(0);
});

test('both languages say the same page, and the choice stays', async ({ doors }) => {
  const page = await doors.visitor();
  await signIn(page, BUYERS.jinghe);
  await page.goto('/buy/jobs/new');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '描述作业' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  await page.goto('/buy/wallet');
  await expect(page.getByRole('heading', { level: 1, name: '钱包' })).toBeVisible();
  expect(await page.locator('main').textContent()).not.toMatch(/\b[a-z]+\.[a-z]+[A-Z][A-Za-z]*\b/);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Wallet' })).toBeVisible();
});
