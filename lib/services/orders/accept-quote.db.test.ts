import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePerson, makePool } from '@/db/testing/fixtures';
import { hourOf } from '@/lib/core/hours';
import type { Ctx } from '../context';
import { describeJob } from '../quoting/describe-job';
import { contextAs, ownerContext } from '../testing/contexts';
import { renderingSpec } from '../testing/jobs';
import { balanceOf, fund } from '../testing/market';
import { acceptQuote } from './accept-quote';
import { getOrder } from './get-order';

const YUAN = 1_000_000n;
let test: TestDatabase;
let provider: string;

beforeAll(async () => {
  test = await createTestDatabase({ connectionsMax: 30 });
  provider = await makeOrganization(test, { provider: true });
});
afterAll(() => test.drop());

let requests = 0;
const requestId = () => `request-${++requests}`;

const buyerWith = async (micros: bigint): Promise<Ctx> => {
  const organizationId = await makeOrganization(test);
  if (micros > 0n) await fund(test, organizationId, micros);
  return ownerContext(test, organizationId, ['buyer']);
};

const orgOf = (ctx: Ctx): string => ctx.actor.organizationId ?? '';

/** A rendering that takes one hour of one card in a pool of these chips, in the window's first hours. */
async function quoteOf(buyer: Ctx, chip: string, hours = 1) {
  const spec = {
    ...renderingSpec({ now: test.now, hours, frames: 10 }),
    calibrationChip: chip,
    constraints: { chips: [chip] },
  };
  const { quotes, jobId } = await describeJob(buyer, { name: 'Frames', spec });
  const [quote] = quotes;
  if (!quote) throw new Error('no quote');
  return { quote, jobId };
}

const reservedIn = async (poolId: string): Promise<number[]> => {
  const rows = await test.ownerSql<{ reserved: number }[]>`
    select reserved_cards as reserved from pool_hours where pool_id = ${poolId} and reserved_cards > 0 order by hour`;
  return rows.map(({ reserved }) => reserved);
};

const refusalCode = (run: Promise<unknown>) =>
  run.then(
    () => 'placed',
    (error) => error.refusal?.code ?? error.details?.refusal?.code ?? error.code ?? String(error),
  );

describe('accepting a quote', () => {
  it('reserves its cards and holds its total: 1 card-hour at 20.00 leaves 80.00 of 100.00', async () => {
    const poolId = await makePool(test, provider, { chip: 'l40s', askMicros: 20n * YUAN });
    const buyer = await buyerWith(100n * YUAN);
    const { quote } = await quoteOf(buyer, 'l40s');
    const placed = await acceptQuote(buyer, { requestId: requestId(), quoteId: quote.id });
    expect(placed.payMicros).toBe(quote.totalMicros);
    expect(await balanceOf(test, orgOf(buyer), 'available')).toBe(80n * YUAN);
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(20n * YUAN);
    expect(await reservedIn(poolId)).toEqual([1]);
    const { order, leases, trade } = await getOrder(buyer, { orderId: placed.orderId });
    expect(order).toMatchObject({ kind: 'instant', state: 'filled', limitMicros: quote.totalMicros });
    expect(leases.map(({ units }) => units)).toEqual([10n]);
    expect(trade?.roundNumber).toBeNull();
  });

  it('honours the quoted price after the ask was raised from 10.00 to 30.00', async () => {
    const poolId = await makePool(test, provider, { chip: 'a10', askMicros: 10n * YUAN });
    const buyer = await buyerWith(100n * YUAN);
    const { quote } = await quoteOf(buyer, 'a10');
    await test.ownerSql`update pool_hours set ask_micros = ${(30n * YUAN).toString()} where pool_id = ${poolId}`;
    const placed = await acceptQuote(buyer, { requestId: requestId(), quoteId: quote.id });
    expect(placed.payMicros).toBe(10n * YUAN);
  });

  it('takes an equal place that came free when the quoted hour is gone, but never a later one', async () => {
    const poolId = await makePool(test, provider, { chip: 'a40', cards: 1, askMicros: 10n * YUAN });
    const soon = hourOf(test.now) + 1;
    const reserve = (hour: number, cards: number) =>
      test.ownerSql`update pool_hours set reserved_cards = ${cards} where pool_id = ${poolId} and hour = ${hour}`;
    await reserve(soon, 1);
    const [first, second] = [await buyerWith(50n * YUAN), await buyerWith(50n * YUAN)];
    const [one, two] = [await quoteOf(first, 'a40', 3), await quoteOf(second, 'a40', 3)];
    expect(one.quote.startHour).toBe(soon + 1);
    await reserve(soon, 0);
    await reserve(soon + 1, 1);
    const placed = await acceptQuote(first, { requestId: requestId(), quoteId: one.quote.id });
    const { leases } = await getOrder(first, { orderId: placed.orderId });
    expect(leases.map(({ startHour, endHour }) => [startHour, endHour])).toEqual([[soon, soon + 1]]);
    expect(placed.payMicros).toBe(10n * YUAN);
    const late = acceptQuote(second, { requestId: requestId(), quoteId: two.quote.id });
    expect(await refusalCode(late)).toBe('capacity_gone');
  });

  it('is refused once the quote has expired, with nothing held', async () => {
    await makePool(test, provider, { chip: 'a10g', askMicros: 10n * YUAN });
    const buyer = await buyerWith(100n * YUAN);
    const { quote } = await quoteOf(buyer, 'a10g');
    const late = { ...buyer, now: quote.expiresAt };
    expect(await refusalCode(acceptQuote(late, { requestId: requestId(), quoteId: quote.id }))).toBe(
      'quote_expired',
    );
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(0n);
  });

  it('is refused without the money, and says how much is short: 20.00 wanted, 5.00 there, 15.00 short', async () => {
    await makePool(test, provider, { chip: 'v100-sxm2-32gb', askMicros: 20n * YUAN });
    const buyer = await buyerWith(5n * YUAN);
    const { quote } = await quoteOf(buyer, 'v100-sxm2-32gb');
    await expect(acceptQuote(buyer, { requestId: requestId(), quoteId: quote.id })).rejects.toMatchObject({
      code: 'insufficient_funds',
      facts: { shortMicros: '15000000' },
    });
    const [orders] =
      await test.ownerSql`select count(*)::int as n from orders where organization_id = ${orgOf(buyer)}`;
    expect(orders?.n).toBe(0);
  });

  it('is refused when the pool was suspended after the quote', async () => {
    const poolId = await makePool(test, provider, { chip: 'l4', askMicros: 10n * YUAN });
    const buyer = await buyerWith(100n * YUAN);
    const { quote } = await quoteOf(buyer, 'l4');
    await test.ownerSql`update pools set status = 'suspended' where id = ${poolId}`;
    expect(await refusalCode(acceptQuote(buyer, { requestId: requestId(), quoteId: quote.id }))).toBe(
      'pool_not_active',
    );
  });

  it('of another organization looks missing', async () => {
    await makePool(test, provider, { chip: 'a30', askMicros: 10n * YUAN });
    const [buyer, other] = [await buyerWith(100n * YUAN), await buyerWith(100n * YUAN)];
    const { quote } = await quoteOf(buyer, 'a30');
    expect(await refusalCode(acceptQuote(other, { requestId: requestId(), quoteId: quote.id }))).toBe(
      'not_found',
    );
    const placed = await acceptQuote(buyer, { requestId: requestId(), quoteId: quote.id });
    expect(await refusalCode(getOrder(other, { orderId: placed.orderId }))).toBe('not_found');
  });

  it('is refused to a pending organization', async () => {
    const buyer = await buyerWith(0n);
    const pending = ownerContext(test, orgOf(buyer), ['buyer'], { status: 'pending' });
    const run = acceptQuote(pending, { requestId: requestId(), quoteId: 'quo_any' });
    expect(await refusalCode(run)).toBe('organization_not_admitted');
  });
});

describe('sent more than once (M-8)', () => {
  it('20 times in parallel, one request places one order and holds its money once', async () => {
    const poolId = await makePool(test, provider, { chip: 'rtx-4090', askMicros: 10n * YUAN });
    const buyer = await buyerWith(100n * YUAN);
    const { quote } = await quoteOf(buyer, 'rtx-4090');
    const input = { requestId: requestId(), quoteId: quote.id };
    const all = await Promise.all(Array.from({ length: 20 }, () => acceptQuote(buyer, input)));
    expect(new Set(all.map(({ orderId }) => orderId)).size).toBe(1);
    expect(new Set(all.map(({ leaseIds }) => leaseIds.join())).size).toBe(1);
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(10n * YUAN);
    expect(await reservedIn(poolId)).toEqual([1]);
  });

  it('the same request for another quote is a conflict; another request for the same quote is refused', async () => {
    await makePool(test, provider, { chip: 'rtx-3090', askMicros: 10n * YUAN });
    const buyer = await buyerWith(100n * YUAN);
    const [one, two] = [await quoteOf(buyer, 'rtx-3090'), await quoteOf(buyer, 'rtx-3090')];
    const same = requestId();
    await acceptQuote(buyer, { requestId: same, quoteId: one.quote.id });
    expect(await refusalCode(acceptQuote(buyer, { requestId: same, quoteId: two.quote.id }))).toBe(
      'conflict',
    );
    expect(await refusalCode(acceptQuote(buyer, { requestId: requestId(), quoteId: one.quote.id }))).toBe(
      'quote_accepted',
    );
  });
});

describe('50 buyers at once on the last 8 cards', () => {
  it('sell exactly 8; the 42 others are told capacity_gone and keep all their money', async () => {
    const poolId = await makePool(test, provider, { chip: 'h20-96gb', cards: 8, askMicros: 10n * YUAN });
    const buyers = await Promise.all(Array.from({ length: 50 }, () => buyerWith(10n * YUAN)));
    const quoted = [];
    for (const buyer of buyers) quoted.push({ buyer, ...(await quoteOf(buyer, 'h20-96gb')) });
    const outcomes = await Promise.all(
      quoted.map(({ buyer, quote }) =>
        refusalCode(acceptQuote(buyer, { requestId: requestId(), quoteId: quote.id })),
      ),
    );
    expect(outcomes.filter((code) => code === 'placed')).toHaveLength(8);
    expect(outcomes.filter((code) => code === 'capacity_gone')).toHaveLength(42);
    expect(await reservedIn(poolId)).toEqual([8]);
    for (const [at, { buyer }] of quoted.entries()) {
      const held = await balanceOf(test, orgOf(buyer), 'held');
      expect(held).toBe(outcomes[at] === 'placed' ? 10n * YUAN : 0n);
    }
    const [left] = await test.ownerSql`
      select count(*)::int as n from orders o join quotes q on q.id = o.quote_id where q.pool_ids = array[${poolId}]::text[]`;
    expect(left?.n).toBe(8);
  });
});

describe('a key', () => {
  it('with a cap of 15.00 buys once for 10.00 and is refused the second time, 5.00 being left', async () => {
    await makePool(test, provider, { chip: 'l40', askMicros: 10n * YUAN });
    const buyer = await buyerWith(100n * YUAN);
    const personId = await makePerson(test, orgOf(buyer));
    await test.ownerSql`insert into api_keys ${test.ownerSql({
      id: 'key_capped',
      organization_id: orgOf(buyer),
      created_by_person_id: personId,
      name: 'Robot',
      prefix: 'capped',
      sha256: 'capped',
      scopes: ['orders.place'],
      expires_at: new Date('2100-01-01T00:00:00Z'),
      spend_cap_micros: '15000000',
      event_at: test.now,
    })}`;
    const key = contextAs(test, { ...buyer.actor, kind: 'key', keyId: 'key_capped' });
    const [one, two] = [await quoteOf(buyer, 'l40'), await quoteOf(buyer, 'l40')];
    await acceptQuote(key, { requestId: requestId(), quoteId: one.quote.id });
    await expect(acceptQuote(key, { requestId: requestId(), quoteId: two.quote.id })).rejects.toMatchObject({
      details: { refusal: { code: 'key_cap_exceeded', facts: { leftMicros: 5n * YUAN } } },
    });
    expect(await balanceOf(test, orgOf(buyer), 'held')).toBe(10n * YUAN);
  });
});
