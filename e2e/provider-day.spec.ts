import { BUYERS, PROVIDERS } from './market/cast';
import { acceptQuoteIn, describeJob, type JobWords } from './support/buying';
import { expectFigure, figure, microsOf } from './support/money';
import { openLease } from './support/selling';
import { expect, test } from './support/test';

const run = Date.now().toString(36);
const STANDING = 'Gui’an cave 1, RTX 4090';
const job: JobWords = {
  name: `Given up ${run}`,
  kind: 'Rendering',
  fields: { Frames: '200', Calibration: '24', 'Scene memory': '10' },
  measuredOn: 'RTX 4090',
};

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

test('a lease given up before its start gives the buyer everything back and a fifth of the price, and says why nobody else is bought from', async ({
  doors,
}) => {
  const buyer = await doors.enter(BUYERS.jinghe);
  const provider = await doors.enter(PROVIDERS.qianling);
  await buyer.goto('/buy/wallet');
  const available = await microsOf(figure(buyer, 'Available').locator('dd'));
  await describeJob(buyer, job);
  const paid = await acceptQuoteIn(buyer, STANDING);
  const order = buyer.url();
  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Available', available - paid);

  await openLease(provider, job.name);
  await provider.getByRole('button', { name: 'Give up' }).click();
  const dialog = provider.getByRole('dialog', { name: 'Give this lease up?' });
  expect(await microsOf(dialog)).toBe(paid);
  await dialog.getByRole('textbox', { name: 'Why' }).fill('A server failed its burn-in.');
  await dialog.getByRole('button', { name: 'Give up the lease' }).click();
  await expect(
    provider
      .getByText('The whole price returned', { exact: false })
      .or(provider.getByText('the whole price returned to the buyer', { exact: false }))
      .first(),
  ).toBeVisible();

  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Available', available + paid / 5n);
  await buyer.goto(order);
  await expectFigure(buyer, 'Returned', paid);
  await expect(buyer.getByText(`200 frames were never delivered by ${STANDING}`)).toBeVisible();
  await expect(
    buyer.getByText('They weren’t bought again: no other provider’s pool can run this job.'),
  ).toBeVisible();
});
