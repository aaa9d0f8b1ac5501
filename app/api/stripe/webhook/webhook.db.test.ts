import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { paidSession, signatureOf, stripeEvent, WEBHOOK_SECRET } from '@/lib/adapters/testing/stripe-events';

let test: TestDatabase;
let post: (request: Request) => Promise<Response>;
const environment = { ...process.env };

beforeAll(async () => {
  test = await createTestDatabase();
  // What the process reads its environment from, before the handler first looks.
  Object.assign(process.env, {
    DATABASE_APP_URL: test.urls.app,
    NEXTAUTH_SECRET: 'a secret of at least thirty-two characters',
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_WEBHOOK_SECRET_OLD: 'whsec_before',
    LOG_LEVEL: 'silent',
  });
  post = (await import('./route')).POST;
});
afterAll(async () => {
  const { database } = await import('@/lib/adapters/database');
  await database().close();
  process.env = environment;
  await test.drop();
});

const EVENT = stripeEvent('checkout.session.completed', paidSession());
const BODY = JSON.stringify(EVENT);
const ADDRESS = 'http://localhost:3000/api/stripe/webhook';

const send = (
  body: string | Uint8Array<ArrayBuffer>,
  signature: string | null,
  headers: Record<string, string> = {},
) =>
  post(
    new Request(ADDRESS, {
      method: 'POST',
      body,
      headers: { ...(signature === null ? {} : { 'stripe-signature': signature }), ...headers },
    }),
  );

/** Everything a webhook may leave behind: events, jobs, payments, postings, audit rows. */
async function traces() {
  const [row] = await test.ownerSql<Record<string, number>[]>`
    select (select count(*) from channel_events)::int as events, (select count(*) from graphile_worker.jobs)::int as jobs,
      (select count(*) from payments)::int as payments, (select count(*) from postings)::int as postings,
      (select count(*) from audit_rows)::int as audit`;
  return row;
}

const NOTHING = { events: 0, jobs: 0, payments: 0, postings: 0, audit: 0 };
const nowSeconds = () => Math.floor(Date.now() / 1000);

describe('a webhook that isn’t Stripe’s', () => {
  const refused = async (response: Promise<Response>, status = 400) => {
    const answer = await response;
    expect([answer.status, await answer.text()]).toEqual([
      status,
      status === 413 ? 'Too large.\n' : 'Not accepted.\n',
    ]);
    expect(await traces()).toEqual(NOTHING);
  };
  it('leaves nothing: no signature, a bad one, another endpoint’s', async () => {
    await refused(send(BODY, null));
    await refused(send(BODY, `t=${nowSeconds()},v1=${'0'.repeat(64)}`));
    await refused(send(BODY, signatureOf(BODY, { secret: 'whsec_other_endpoint' })));
  });
  it('leaves nothing: signed 301 seconds ago', async () => {
    await refused(send(BODY, signatureOf(BODY, { timestamp: nowSeconds() - 301 })));
  });
  it('leaves nothing: one byte changed, at the front, in an amount and at the end', async () => {
    const signature = signatureOf(BODY);
    await refused(send(BODY.replace('{', '['), signature));
    await refused(send(BODY.replace('10000', '90000'), signature));
    await refused(send(`${BODY} `, signature));
  });
  it('leaves nothing: more than 256 KiB, said or found while reading, and never read to its end', async () => {
    const large = JSON.stringify({ ...EVENT, padding: 'x'.repeat(256 * 1024) });
    await refused(send(large, signatureOf(large)), 413);
    await refused(send(BODY, signatureOf(BODY), { 'content-length': '262145' }), 413);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(16 * 1024));
      },
    });
    const request = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'stripe-signature': 't=1,v1=1' },
    };
    await refused(post(new Request(ADDRESS, request)), 413);
    expect(pulled).toBeLessThan(20);
  });
  it('leaves nothing: a second credential beside a good signature', async () => {
    await refused(send(BODY, signatureOf(BODY), { cookie: 'next-auth.session-token=1' }));
    await refused(send(BODY, signatureOf(BODY), { authorization: 'Bearer ck_1' }));
  });
  it('leaves nothing: live on a test market, or about another account’s business', async () => {
    for (const given of [{ livemode: true }, { account: 'acct_9' }]) {
      const body = JSON.stringify({ ...EVENT, ...given });
      await refused(send(body, signatureOf(body)));
    }
  });
});

describe('a webhook of Stripe’s', () => {
  it('is stored once with its job, and told again it is known: 200 both times', async () => {
    for (let i = 0; i < 2; i++) {
      const answer = await send(BODY, signatureOf(BODY));
      expect([answer.status, await answer.text()]).toEqual([200, 'Received.\n']);
      expect(await traces()).toEqual({ ...NOTHING, events: 1, jobs: 1 });
    }
    const [stored] = await test.ownerSql`select id, type, object_id, payload, state from channel_events`;
    expect(stored).toEqual({
      id: EVENT.id,
      type: 'checkout.session.completed',
      object_id: 'cs_1',
      payload: EVENT,
      state: 'received',
    });
  });
  it('signed by the secret before the change is stored too', async () => {
    const body = JSON.stringify({ ...EVENT, id: 'evt_old_secret' });
    expect((await send(body, signatureOf(body, { secret: 'whsec_before' }))).status).toBe(200);
    expect(await traces()).toEqual({ ...NOTHING, events: 2, jobs: 2 });
  });
  it('sent 20 times at once is stored once', async () => {
    const body = JSON.stringify({ ...EVENT, id: 'evt_many' });
    const signature = signatureOf(body);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(body, signature)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await traces()).toEqual({ ...NOTHING, events: 3, jobs: 3 });
  });
  it('that can’t be stored is answered 503, so that Stripe sends it again', async () => {
    await test.ownerSql`alter table channel_events rename to channel_events_away`;
    try {
      const body = JSON.stringify({ ...EVENT, id: 'evt_later' });
      const answer = await send(body, signatureOf(body));
      expect([answer.status, await answer.text()]).toEqual([503, 'Not now; send it again.\n']);
    } finally {
      await test.ownerSql`alter table channel_events_away rename to channel_events`;
    }
    expect(await traces()).toEqual({ ...NOTHING, events: 3, jobs: 3 });
  });
});
