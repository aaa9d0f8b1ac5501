import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseCards } from '@/db/queries/release-cards';
import { createTestDatabase, type TestDatabase } from '@/db/testing/database';
import { makeOrganization, makePool } from '@/db/testing/fixtures';
import { hourOf } from '@/lib/core/hours';
import type { Ctx } from '../context';
import { describeJob } from '../quoting/describe-job';
import { clearRound } from '../rounds/clear-round';
import { inlineEngine } from '../rounds/engine';
import { engineContext, ownerContext } from '../testing/contexts';
import { fund } from '../testing/market';
import { acceptQuote } from './accept-quote';
import { placeLimitOrder } from './place-limit-order';

const YUAN = 1_000_000n;
let test: TestDatabase;
let provider: string;
let buyer: Ctx;
let hour: number;

beforeAll(async () => {
  test = await createTestDatabase({
    terms: { instantReserveBps: 3000, instantReserveHours: 24, freedCardsPassRound: true },
  });
  provider = await makeOrganization(test, { provider: true });
  const organizationId = await makeOrganization(test);
  await fund(test, organizationId, 100_000n * YUAN);
  buyer = ownerContext(test, organizationId, ['buyer']);
  hour = hourOf(test.now);
});
afterAll(() => test.drop());

let requests = 0;
const requestId = () => `request-${++requests}`;

/** A job of `cards` cards of a chip for the hour `ahead` hours from now. */
const wanted = (chip: string, cards: number, ahead: number) => ({
  name: `${cards} × ${chip}`,
  spec: {
    kind: 'card_hours',
    cards,
    hours: 1,
    constraints: { chips: [chip] },
    earliestHour: hour + ahead,
    deadlineHour: hour + ahead + 1,
  },
});

/** What keeps a job out of its one pool: the constraint with what was wanted and found; null when it is quoted. */
async function missOf(chip: string, cards: number, ahead: number) {
  const { quotes, nearMisses } = await describeJob(buyer, wanted(chip, cards, ahead));
  if (quotes.length > 0) return null;
  const miss = nearMisses.find((pool) => pool.chip === chip)?.misses[0];
  return miss ? `${miss.constraint} ${miss.wanted}/${miss.found}` : 'nothing said';
}

async function buy(chip: string, cards: number, ahead: number) {
  const { quotes } = await describeJob(buyer, wanted(chip, cards, ahead));
  const [quote] = quotes;
  if (!quote) throw new Error(`no quote for ${cards} × ${chip}`);
  return acceptQuote(buyer, { requestId: requestId(), quoteId: quote.id });
}

const refusal = (run: Promise<unknown>) =>
  run.then(
    () => 'placed',
    (error) => error.details?.refusal?.code ?? error.refusal?.code ?? String(error),
  );

const tick = () => clearRound(engineContext(test), { engine: inlineEngine, startedBy: 'clock' });

describe('cards kept for rounds (M-6b)', () => {
  it('a newly listed pool is for limit orders until a main round has passed, even one that had nothing to clear', async () => {
    await makePool(test, provider, { chip: 'l40s', cards: 16, lotCards: 2, cardsPerServer: 16 });
    expect(await missOf('l40s', 2, 1)).toBe('reserved_for_rounds 2/0');
    expect(await tick()).toEqual({ cleared: false, why: 'no_orders' });
    expect(await missOf('l40s', 2, 1)).toBeNull();
  });

  it('of 16 cards, 30 % are 4.8: whole lots of 2 keep 4, so 12 are taken instantly 25 hours ahead, and all 16 at 24 hours', async () => {
    expect(await missOf('l40s', 14, 25)).toBe('reserved_for_rounds 14/12');
    expect(await missOf('l40s', 12, 25)).toBeNull();
    expect(await missOf('l40s', 16, 24)).toBeNull();
  });

  it('cards given back by a lease pass a main round before they are taken again', async () => {
    const { leaseIds } = await buy('l40s', 16, 2);
    await test.db.asEngine((tx) => releaseCards(tx, leaseIds[0] ?? '', 0));
    expect(await missOf('l40s', 2, 2)).toBe('reserved_for_rounds 2/0');
    await tick();
    expect(await missOf('l40s', 16, 2)).toBeNull();
  });

  it('cards whose ask was cut pass a main round, a raise holds nothing back', async () => {
    await makePool(test, provider, { chip: 'a40', cards: 8, askMicros: 10n * YUAN });
    await tick();
    await test.ownerSql`update pool_hours h set ask_micros = 12000000 from pools p where p.id = h.pool_id and p.chip = 'a40'`;
    expect(await missOf('a40', 8, 1)).toBeNull();
    await test.ownerSql`update pool_hours h set ask_micros = 9000000 from pools p where p.id = h.pool_id and p.chip = 'a40' and h.hour = ${hour + 1}`;
    expect(await missOf('a40', 8, 1)).toBe('reserved_for_rounds 8/0');
    expect(await missOf('a40', 8, 2)).toBeNull();
  });

  it('more cards on offer: the new ones are held back, the old ones not', async () => {
    await makePool(test, provider, { chip: 'a10', cards: 4 });
    await tick();
    await test.ownerSql`update pool_hours h set offered_cards = 6 from pools p where p.id = h.pool_id and p.chip = 'a10'`;
    await test.ownerSql`update pools set cards = 6 where chip = 'a10'`;
    expect(await missOf('a10', 5, 1)).toBe('reserved_for_rounds 5/4');
    expect(await missOf('a10', 4, 1)).toBeNull();
  });

  it('a main round that passes while the pool is suspended doesn’t count: its cards weren’t in the book', async () => {
    await makePool(test, provider, { chip: 'l4', cards: 8, status: 'suspended' });
    await tick();
    await test.ownerSql`update pools set status = 'active' where chip = 'l4'`;
    expect(await missOf('l4', 8, 1)).toBe('reserved_for_rounds 8/0');
    await tick();
    expect(await missOf('l4', 8, 1)).toBeNull();
  });

  it('a limit order is filled from cards that no instant order may take', async () => {
    await makePool(test, provider, { chip: 'a100-pcie-80gb', cards: 8 });
    expect(await missOf('a100-pcie-80gb', 8, 30)).toBe('reserved_for_rounds 8/0');
    const { jobId } = await describeJob(buyer, { ...wanted('a100-pcie-80gb', 8, 30), quotes: false });
    const { orderId } = await placeLimitOrder(buyer, { requestId: requestId(), jobId, limit: '100.00' });
    await tick();
    const [order] = await test.ownerSql`select state from orders where id = ${orderId}`;
    expect(order).toEqual({ state: 'filled' });
  });

  it('a quote whose cards were held back meanwhile is refused as such, by the rule and by the database', async () => {
    await makePool(test, provider, { chip: 'rtx-4090', cards: 8, askMicros: 10n * YUAN });
    await tick();
    const { quotes } = await describeJob(buyer, wanted('rtx-4090', 8, 1));
    await test.ownerSql`update pool_hours h set ask_micros = 9000000 from pools p where p.id = h.pool_id and p.chip = 'rtx-4090'`;
    const accept = acceptQuote(buyer, { requestId: requestId(), quoteId: quotes[0]?.id });
    expect(await refusal(accept)).toBe('reserved_for_rounds');
  });
});
