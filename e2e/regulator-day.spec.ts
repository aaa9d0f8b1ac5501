import { readFile } from 'node:fs/promises';
import { REGULATOR } from './market/cast';
import { expect, test } from './support/test';

test('a regulator’s day: everything is read, each figure has a definition and a file, nothing can be written', async ({
  doors,
}) => {
  doors.expectProblem(/403/);
  const regulator = await doors.enter(REGULATOR);
  await regulator.goto('/oversee');
  for (const part of [
    'Capacity by region and chip vendor',
    'Utilization',
    'Orders and leases',
    'Trades',
    'Prices per card-hour',
  ]) {
    const panel = regulator
      .getByRole('heading', { level: 2, name: part })
      .locator('xpath=ancestor::section[1]');
    await expect(panel.getByText('Definition.')).toBeVisible();
    const [download] = await Promise.all([
      regulator.waitForEvent('download'),
      panel.getByRole('link', { name: 'CSV' }).first().click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv.split('\r\n')[0]?.split(',').length, part).toBeGreaterThan(1);
  }
  const doorsShown = regulator.getByRole('navigation', { name: 'Sections' }).getByRole('link');
  await expect(doorsShown.filter({ hasText: /^(Buy|Sell|Operate)$/ })).toHaveCount(0);
  await expect(regulator.locator('main form')).toHaveCount(0);

  const origin = new URL(regulator.url()).origin;
  const disputes = await regulator.request.get('/api/v1/disputes?format=csv');
  expect((await disputes.text()).split('\r\n')[0]).toContain('dispute_id,lease_id');
  const words = '/api/v1/disputes/dsp_any/statements';
  for (const path of ['/api/v1/pools', '/api/v1/jobs', '/api/v1/orders', '/api/v1/deliveries', words]) {
    const answer = await regulator.request.post(path, { headers: { origin }, data: {} });
    expect(answer.status(), path).toBe(403);
  }
});
