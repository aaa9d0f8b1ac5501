import { BUYERS, PROVIDERS } from './market/cast';
import { acceptQuoteIn, describeJob } from './support/buying';
import { expect, test } from './support/test';

const run = Date.now().toString(36);

test('what belongs to somebody else looks exactly like what doesn’t exist', async ({ doors }) => {
  doors.expectProblem(/404/);
  const owner = await doors.enter(BUYERS.jinghe);
  await describeJob(owner, {
    name: `Own ${run}`,
    kind: 'Rendering',
    fields: { Frames: '60', Calibration: '24', 'Scene memory': '10' },
    measuredOn: 'RTX 4090',
  });
  const jobId = new URL(owner.url()).pathname.split('/').at(-1) ?? '';
  await acceptQuoteIn(owner, 'Gui’an cave 1, RTX 4090');
  const orderId = new URL(owner.url()).pathname.split('/').at(-1) ?? '';
  const leases = await owner.request.get('/api/v1/leases');
  const [lease] = (await leases.json()).rows;

  const stranger = await doors.enter(BUYERS.lumen);
  const rival = await doors.enter(PROVIDERS.helan);
  const pools = await (await doors.enter(PROVIDERS.qianling)).request.get('/api/v1/pools');
  const pool = (await pools.json()).rows[0].pool;
  const missing = (id: string) => `${id.slice(0, 4)}${'0'.repeat(id.length - 4)}`;
  for (const [who, path, id] of [
    [stranger, '/api/v1/jobs/', jobId],
    [stranger, '/api/v1/orders/', orderId],
    [stranger, '/api/v1/leases/', lease.id],
    [rival, '/api/v1/leases/', lease.id],
    [rival, '/api/v1/pools/', pool.id],
  ] as const) {
    const [foreign, none] = [await who.request.get(path + id), await who.request.get(path + missing(id))];
    expect(foreign.status(), path).toBe(404);
    expect(none.status(), path).toBe(404);
    const words = async (answer: typeof foreign) => ({ ...(await answer.json()).error, requestId: '' });
    expect(await words(foreign), path).toEqual(await words(none));
  }
  for (const [who, path] of [
    [stranger, `/buy/jobs/${jobId}`],
    [stranger, `/buy/orders/${orderId}`],
    [stranger, `/buy/leases/${lease.id}`],
    [rival, `/sell/leases/${lease.id}`],
    [rival, `/sell/pools/${pool.id}`],
  ] as const) {
    await who.goto(path);
    await expect(who.getByText('There is nothing at this address')).toBeVisible();
  }
});

test('a change with our cookie but without our Origin is refused, by form and by API', async ({ doors }) => {
  const buyer = await doors.enter(BUYERS.jinghe);
  const cookie = (await buyer.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const origin = new URL(buyer.url()).origin;
  const order = (headers: Readonly<Record<string, string>>) =>
    fetch(`${origin}/api/v1/orders`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...headers },
      body: '{}',
    });
  expect((await order({})).status).toBe(403);
  expect((await order({ origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await order({ origin })).status).toBe(422);
  expect((await order({ origin, authorization: 'Bearer ch_live_x' })).status).toBe(400);

  // A server action as the page itself sends it, replayed without its Origin.
  await buyer.goto('/buy/wallet');
  await buyer.getByRole('textbox', { name: 'Amount' }).fill('7.00');
  const [sent] = await Promise.all([
    buyer.waitForRequest((request) => request.method() === 'POST' && 'next-action' in request.headers()),
    buyer.getByRole('button', { name: 'Continue to payment' }).click(),
  ]);
  const { 'content-type': type = '', 'next-action': action = '', accept = '' } = await sent.allHeaders();
  const body = sent.postDataBuffer();
  const answer = await fetch(sent.url(), {
    method: 'POST',
    headers: { cookie, accept, 'content-type': type, 'next-action': action },
    body: body ? new Uint8Array(body) : null,
  });
  expect(await answer.text()).toContain('bad_origin');
});
