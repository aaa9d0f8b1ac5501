import type { Page } from '@playwright/test';
import { BUYERS, OPERATOR, PROVIDERS } from './market/cast';
import { acceptQuoteIn, describeJob, type JobWords } from './support/buying';
import { expectFigure, figure, microsIfShown, microsOf } from './support/money';
import { clearNow } from './support/operating';
import { listPool, openLease } from './support/selling';
import { expect, test } from './support/test';

const run = Date.now().toString(36);
const STANDING = 'Gui’an cave 1, RTX 4090';
const FRAMES = 200;
const jobOf = (name: string): JobWords => ({
  name: `${name} ${run}`,
  kind: 'Rendering',
  fields: { Frames: String(FRAMES), Calibration: '24', 'Scene memory': '10' },
  measuredOn: 'RTX 4090',
});

/** What a provider's earnings say it has and owes, in micros: the days before decide it. */
async function standingOf(provider: Page) {
  await provider.goto('/sell/earnings');
  const now = await microsOf(figure(provider, 'Payable now').locator('dd'));
  const balance = now + (await microsIfShown(provider, 'Waits'));
  const owed = await microsIfShown(provider, 'You owe');
  const unowed = balance > owed ? balance - owed : 0n;
  return { now, owed, spare: now < unowed ? now : unowed };
}

/** What a provider gives its buyer at once for not starting: a fifth of the price, as far as it has that (S-5). */
function chargeOf(paid: bigint, spare: bigint): bigint {
  const fifth = paid / 5n;
  return spare < fifth ? spare : fifth;
}

/** The provider gives a job's lease up before its start, having read what it costs. */
async function giveUp(provider: Page, name: string, paid: bigint): Promise<void> {
  await openLease(provider, name);
  await provider.getByRole('button', { name: 'Give up' }).click();
  const dialog = provider.getByRole('dialog', { name: 'Give this lease up?' });
  expect(await microsOf(dialog)).toBe(paid);
  await dialog.getByRole('textbox', { name: 'Why' }).fill('A server failed its burn-in.');
  await dialog.getByRole('button', { name: 'Give up the lease' }).click();
  await expect(provider.getByText(/wasn't paid returned to the buyer/).first()).toBeVisible();
}

test('a provider’s day: pools from a file, an ask changed, a pool suspended and resumed', async ({
  doors,
}) => {
  const provider = await doors.enter(PROVIDERS.qianling);
  const sample = await (await provider.request.get('/api/v1/pools/import')).text();
  const [header = '', line = ''] = sample.replace('\uFEFF', '').split('\r\n');
  const columns = header.split(',');
  const named = (name: string, chip: string) => {
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? [];
    cells[columns.indexOf('name')] = name;
    cells[columns.indexOf('chip')] = chip;
    return cells.slice(0, columns.length).join(',');
  };
  await provider.goto('/sell/pools/import');
  const paste = provider.getByRole('textbox', { name: 'Or paste it here' });
  await paste.fill(
    [header, named(`Row A ${run}`, 'RTX 4090'), named(`Row B ${run}`, 'no such chip')].join('\r\n'),
  );
  await provider.getByRole('button', { name: 'Check' }).click();
  await expect(provider.getByText('Nothing is listed until every row is right.')).toBeVisible();
  await paste.fill([header, named(`Row A ${run}`, 'RTX 4090'), named(`Row B ${run}`, 'L40S')].join('\r\n'));
  await provider.getByRole('button', { name: 'Check' }).click();
  await provider.getByRole('button', { name: 'List 2 pools' }).click();
  await expect(provider).toHaveURL(/\/sell\/pools$/);
  await expect(provider.getByRole('link', { name: `Row B ${run}` })).toBeVisible();

  await provider.getByRole('link', { name: `Row A ${run}` }).click();
  await provider.getByRole('link', { name: 'Asks' }).click();
  await provider.getByRole('textbox', { name: 'One price' }).fill('0.51');
  await provider.getByRole('button', { name: 'Set all hours' }).click();
  await provider.getByRole('button', { name: 'Change the asks' }).click();
  await expect(figure(provider, 'Ask now').locator('dd data').first()).toHaveAttribute('value', '510000');

  await provider.getByRole('button', { name: 'Suspend' }).click();
  await provider.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  await expect(provider.getByText('Suspended', { exact: true })).toBeVisible();
  await provider.getByRole('button', { name: 'Resume' }).click();
  await provider.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await expect(provider.getByText('Active', { exact: true })).toBeVisible();
});

test('a lease given up before its start gives the buyer the price back and of a fifth of it what the provider has; the rest is owed, and nobody else is bought from where nobody can run it', async ({
  doors,
}) => {
  const buyer = await doors.enter(BUYERS.jinghe);
  const provider = await doors.enter(PROVIDERS.qianling);
  // The days before may have listed pools of others, but of no such chip.
  const job = { ...jobOf('Given up'), onlyChip: 'RTX 4090' };
  await buyer.goto('/buy/wallet');
  const available = await microsOf(figure(buyer, 'Available').locator('dd'));
  await describeJob(buyer, job);
  const paid = await acceptQuoteIn(buyer, STANDING);
  const order = buyer.url();
  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Available', available - paid);

  const before = await standingOf(provider);
  const charged = chargeOf(paid, before.spare);
  await giveUp(provider, job.name, paid);
  const after = await standingOf(provider);
  expect(after.now).toBe(before.now - charged);
  expect(after.owed).toBe(before.owed + paid / 5n - charged);

  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Available', available + charged);
  await buyer.goto(order);
  await expectFigure(buyer, 'Returned', paid);
  await expect(buyer.getByText(`Missing from ${STANDING}: ${FRAMES} frames`)).toBeVisible();
  await expect(
    buyer.getByText('They weren’t bought again: no other provider’s pool can run this job.'),
  ).toBeVisible();
});

test('frames given up are bought again where another provider can run them, for at most their price and what the first one paid', async ({
  doors,
}) => {
  const buyer = await doors.enter(BUYERS.jinghe);
  const provider = await doors.enter(PROVIDERS.qianling);
  const job = jobOf('Bought again');
  await listPool(await doors.enter(PROVIDERS.tengger), {
    name: `Elsewhere ${run}`,
    chip: 'H100 SXM',
    cards: 16,
    ask: '17.23',
  });
  await buyer.goto('/buy/wallet');
  const available = await microsOf(figure(buyer, 'Available').locator('dd'));
  await describeJob(buyer, job);
  const paid = await acceptQuoteIn(buyer, STANDING);
  const order = buyer.url();
  const charged = chargeOf(paid, (await standingOf(provider)).spare);
  await giveUp(provider, job.name, paid);

  const limit = paid + charged;
  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Available', available + charged - limit);
  await buyer.goto(order);
  await expect(buyer.getByText(`Missing from ${STANDING}: ${FRAMES} frames`)).toBeVisible();
  await buyer.getByRole('link', { name: 'another order' }).click();
  await expect(buyer.getByText(`Buys ${FRAMES} frames again that ${STANDING}`)).toBeVisible();
  await expectFigure(buyer, 'At most', limit);
  // Far below what the other asks: the order outlives its first round, and then may be cancelled.
  await clearNow(await doors.enter(OPERATOR));
  await buyer.reload();
  await buyer.getByRole('button', { name: 'Cancel order' }).click();
  await buyer.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click();
  await expect(buyer.getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Available', available + charged);
});
