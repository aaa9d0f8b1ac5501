import { BUYERS, OPERATOR, PROVIDERS, REGULATOR } from './market/cast';
import { expectAccessible } from './support/accessible';
import { expect, test } from './support/test';

const PUBLIC = [
  '/',
  '/market',
  '/market/prices',
  '/market/rounds',
  '/market/rounds?view=days',
  '/market/evidence',
  '/market/evidence/ascend-910b3',
  '/market/evidence/h100-sxm-80gb?kind=training',
  '/market/evidence/l40s',
  '/market/evidence/row/llm-foundry/h100-sxm-80gb/mpt-70b/bf16/64x2048',
  '/sign-in',
  '/register',
];
const BUYER = [
  '/buy',
  '/buy/jobs',
  '/buy/jobs/new',
  '/buy/orders',
  '/buy/leases',
  '/buy/disputes',
  '/buy/wallet',
  '/buy/statements',
  '/buy/invoices',
  '/buy/budgets',
  '/account',
];
const PROVIDER = [
  '/sell',
  '/sell/pools',
  '/sell/pools/new',
  '/sell/pools/import',
  '/sell/leases',
  '/sell/disputes',
  '/sell/earnings',
  '/sell/payouts',
  '/sell/statements',
  '/sell/invoices',
  '/sell/benchmarks',
  '/sell/benchmarks?view=delivered',
  '/sell/benchmarks/new',
  '/account/keys',
];
const OPERATOR_PAGES = [
  '/operate',
  '/operate/members',
  '/operate/disputes',
  '/operate/payouts',
  '/operate/money',
  '/operate/money?view=bank',
  '/operate/terms',
  '/operate/audit',
];

test('every page has its labels, headings and names, on a screen and on a phone', async ({ doors }) => {
  // Some fifty pages at two sizes.
  test.setTimeout(240_000);
  const visitor = await doors.visitor();
  const buyer = await doors.enter(BUYERS.lumen);
  const provider = await doors.enter(PROVIDERS.helan);
  const operator = await doors.enter(OPERATOR);
  const regulator = await doors.enter(REGULATOR);
  await expectAccessible(visitor, PUBLIC);
  await expectAccessible(buyer, BUYER);
  await expectAccessible(provider, PROVIDER);
  await expectAccessible(operator, OPERATOR_PAGES);
  await expectAccessible(regulator, ['/oversee', '/oversee/disputes']);
});

test('a visitor reads pools, prices and rounds, and resolves an identifier', async ({ doors }) => {
  doors.expectProblem(/404|422/);
  const visitor = await doors.visitor();
  await visitor.goto('/market');
  await visitor.getByRole('table').getByRole('link').filter({ hasText: 'Gui’an cave 1' }).first().click();
  await expect(visitor.getByRole('heading', { level: 1, name: 'Gui’an cave 1, RTX 4090' })).toBeVisible();
  const code = new URL(visitor.url()).pathname.split('/').at(-1) ?? '';
  const known = await visitor.request.get(`/api/v1/identifiers/${code}`);
  expect(await known.json()).toMatchObject({ status: 'active' });
  await visitor.goto(`/id/${code}`);
  await expect(visitor.getByText('Active', { exact: true }).first()).toBeVisible();
  const last = code.at(-1) === 'A' ? 'B' : 'A';
  const wrong = await visitor.request.get(`/api/v1/identifiers/${code.slice(0, -1)}${last}`);
  expect(wrong.ok()).toBe(false);
});
