import { BUYERS, NEWCOMER, OPERATOR, PROVIDERS } from './market/cast';
import { acceptQuoteIn, describeJob, type JobWords } from './support/buying';
import { expectFigure, figure, microsOf } from './support/money';
import { advanceTo } from './support/operating';
import { openLease, report } from './support/selling';
import { expect, test } from './support/test';

const run = Date.now().toString(36);
const FRAMES = 210n;
const job: JobWords = {
  name: `Disputed ${run}`,
  kind: 'Rendering',
  fields: { Frames: FRAMES.toString(), Calibration: '24', 'Scene memory': '10' },
  measuredOn: 'RTX 4090',
};

test('an operator’s day: a newcomer is admitted, and the audit trail says so', async ({ doors }) => {
  const operator = await doors.enter(OPERATOR);
  await operator.goto('/operate/members');
  const row = operator.getByRole('row').filter({ hasText: NEWCOMER.organization });
  await row.getByRole('button', { name: 'Admit' }).click();
  const dialog = operator.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Licence and code checked.');
  await dialog.getByRole('button', { name: 'Admit' }).click();
  await expect(row.getByText('Admitted', { exact: true })).toBeVisible();
  const newcomer = await doors.enter(NEWCOMER);
  await newcomer.goto('/sell');
  await expect(newcomer.getByRole('link', { name: 'List a pool' }).first()).toBeVisible();
  await operator.goto('/operate/audit');
  await expect(operator.getByText('identity.admit-organization').first()).toBeVisible();
});

test('a dispute freezes only its own amount and is decided for the buyer to the last micro', async ({
  doors,
}) => {
  const buyer = await doors.enter(BUYERS.jinghe);
  const provider = await doors.enter(PROVIDERS.qianling);
  const operator = await doors.enter(OPERATOR);
  await buyer.goto('/buy/wallet');
  const available = await microsOf(figure(buyer, 'Available').locator('dd'));
  await describeJob(buyer, job);
  const price = await acceptQuoteIn(buyer, 'Gui’an cave 1, RTX 4090');
  await buyer
    .getByRole('region', { name: /leases?/i })
    .getByRole('link')
    .first()
    .click();
  await expect(buyer.getByRole('heading', { level: 1, name: /^Lease in/ })).toBeVisible();
  const lease = buyer.url();

  await openLease(provider, job.name);
  const start = await figure(provider, 'Reserved hours').locator('time').first().getAttribute('datetime');
  await advanceTo(operator, new Date(start ?? ''));
  await openLease(provider, job.name);
  await report(provider, '70', 'seventy frames');

  await buyer.goto(lease);
  await buyer.getByRole('button', { name: 'Reject', exact: true }).click();
  const rejection = buyer.getByRole('dialog', { name: 'Reject this delivery' });
  await rejection.getByRole('radio', { name: 'Incomplete' }).check();
  await rejection.getByRole('textbox', { name: 'Statement' }).fill('Frames 12 to 40 are black.');
  await rejection.getByRole('button', { name: 'Reject and open a dispute' }).click();
  await expect(buyer.getByText('Frames 12 to 40 are black.')).toBeVisible();
  const disputed = (price * 70n) / FRAMES;
  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Disputed', disputed);
  await expectFigure(buyer, 'Available', available - price);

  await operator.goto('/operate/disputes?state=open');
  await operator.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(operator.getByText('Frames 12 to 40 are black.')).toBeVisible();
  await operator.getByRole('radio', { name: 'The buyer' }).check();
  await operator
    .getByRole('textbox', { name: 'Reason for the decision' })
    .fill('The previews show black frames.');
  await operator.getByRole('button', { name: 'Decide' }).click();
  await expect(operator.getByText('The previews show black frames.').first()).toBeVisible();

  await buyer.goto('/buy/wallet');
  await expectFigure(buyer, 'Disputed', 0n);
  const refunded = price - (price * (FRAMES - 70n)) / FRAMES;
  await expectFigure(buyer, 'Available', available - price + refunded);
  await openLease(provider, job.name);
  await expect(provider.getByText('Decision: The previews show black frames.')).toBeVisible();
});
