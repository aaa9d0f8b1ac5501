import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { listPoolStandings, readPoolHours } from '@/db/queries/pool-facts';
import { jobs, leases, marketTerms, quotes, trades } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import type { Hour } from '@/lib/core/hours';
import { compareIds } from '@/lib/core/ids';
import { type AcceptedQuote, acceptQuote as admitAcceptance, type PoolNow } from '@/lib/market/accept-quote';
import type { ProtectedFrom, RoundProtections } from '@/lib/market/instant-cards';
import type { PricedLot } from '@/lib/market/order';
import { priceSheet } from '@/lib/market/price-sheet';
import { audit } from '../audit';
import { authorizeTrading, parseInput } from '../authorize';
import { keepBudgets, lockBudgets } from '../budgets/keep-budgets';
import type { Ctx } from '../context';
import { notFound, refuseWith } from '../errors';
import { chargeKey } from '../identity/charge-key';
import { refuseWhileOwing } from '../ledger/receivable-stands';
import { currentTerms } from '../market/current-terms';
import { buyerOf } from '../quoting/look-at-market';
import type { QuoteRow } from '../quoting/quote-view';
import { requestHash } from '../request-hash';
import { passGate } from '../rounds/gate';
import { askedFor, BuyAgain } from './buy-again-input';
import { type FillHour, fillOrders, type OrderRow } from './fill-orders';
import { earlierOrder, insertOrder, type OrderRequest } from './insert-order';

export const AcceptQuoteInput = z.strictObject({
  requestId: z.string().min(8).max(80),
  quoteId: z.string().max(40),
  buyAgain: BuyAgain,
});

export interface Accepted {
  readonly orderId: string;
  readonly jobId: string;
  readonly tradeId: string;
  readonly leaseIds: readonly string[];
  /** What is held now and the most that will ever be paid, micros. */
  readonly payMicros: bigint;
}

/**
 * One instant acceptance at a time per pool: what it reads as free stays free until it commits, so a loser is only
 * refused when no equal place is left. Taken after the gate and before every row lock, in pool order.
 */
async function lockPools(tx: Tx, poolIds: readonly string[]): Promise<void> {
  const ids = [...new Set(poolIds)].sort(compareIds);
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('accept/' || id, 0))
    from unnest(${`{${ids.join(',')}}`}::text[]) with ordinality as pools (id, at) order by at`);
}

/** The quoted pools as they stand now, with the cards an instant order may take up to the quote's end (M-6b). */
async function poolsNow(tx: Tx, quote: QuoteRow, protectedFrom: ProtectedFrom): Promise<PoolNow[]> {
  const standings = await listPoolStandings(tx, quote.poolIds);
  const fromHour: Hour = Math.min(...quote.facts.pools.map(({ readyHour }) => readyHour));
  const sheet = priceSheet(
    await readPoolHours(tx, quote.poolIds, fromHour, quote.endHour),
    new Map(standings.map(({ poolId, lotCards }) => [poolId, lotCards])),
    { fromHour, toHour: quote.endHour, roundNumber: null, protectedFrom },
  );
  return standings.map((pool) => {
    const { freeCards, openCards } = sheet.pools.get(pool.poolId) ?? { freeCards: [], openCards: [] };
    return { ...pool, fromHour, freeCards, openCards };
  });
}

const hoursOf = (lots: readonly PricedLot[]): FillHour[] =>
  lots.flatMap(({ poolId, hour, cards, pricesMicros }) =>
    pricesMicros.map((price, at) => ({ poolId, hour: hour + at, cards, priceMicros: BigInt(price) })),
  );

/** The terms a quote was made under: the database's own check of the reservation reads the same version (M-19). */
async function quoteTerms(tx: Tx, quote: QuoteRow): Promise<RoundProtections> {
  const [terms] = await tx.select().from(marketTerms).where(eq(marketTerms.version, quote.termsVersion));
  assert(terms, 'M-19', { termsVersion: quote.termsVersion });
  return terms;
}

/** The rule's yes, or its refusal with the job to ask fresh quotes for. */
async function admitted(tx: Tx, ctx: Ctx, quote: QuoteRow): Promise<AcceptedQuote> {
  const { leadMinutes } = await currentTerms(tx, ctx.now);
  const protectedFrom = { terms: await quoteTerms(tx, quote), now: ctx.now };
  const buyer = await buyerOf(tx, quote.organizationId);
  const pools = await poolsNow(tx, quote, protectedFrom);
  const accepted = admitAcceptance(quote, pools, buyer, leadMinutes, ctx.now);
  if (accepted.ok) return accepted.value;
  const { code, facts } = accepted.refusal;
  return refuseWith({ code, facts: { ...facts, jobId: quote.jobId } });
}

async function standingOutcome(tx: Tx, order: OrderRow): Promise<Accepted> {
  const [trade] = await tx.select().from(trades).where(eq(trades.orderId, order.id));
  assert(trade, 'M-8', { orderId: order.id });
  const rows = await tx
    .select({ id: leases.id })
    .from(leases)
    .where(eq(leases.orderId, order.id))
    .orderBy(leases.id);
  return {
    orderId: order.id,
    jobId: order.jobId,
    tradeId: trade.id,
    leaseIds: rows.map(({ id }) => id),
    payMicros: trade.payMicros,
  };
}

async function ownQuote(tx: Tx, organizationId: string, quoteId: string): Promise<QuoteRow> {
  const [quote] = await tx.select().from(quotes).where(eq(quotes.id, quoteId));
  if (quote?.organizationId !== organizationId) throw notFound();
  return quote;
}

/**
 * Accepts a quote: an instant order, filled at once at the quoted price or less, its money held and its cards
 * reserved in one transaction (M-6). The same request id places one order, however often it is sent (M-8).
 */
export async function acceptQuote(ctx: Ctx, raw: unknown): Promise<Accepted> {
  const organizationId = authorizeTrading(ctx, 'orders.place');
  const { requestId, quoteId, buyAgain } = parseInput(AcceptQuoteInput, raw);
  const request: OrderRequest = {
    organizationId,
    requestId,
    requestHash: requestHash({ verb: 'accept-quote', quoteId, ...askedFor(buyAgain) }),
  };
  return ctx.db.asOrganization(organizationId, async (tx) => {
    await passGate(tx);
    const earlier = await earlierOrder(tx, request);
    if (earlier) return standingOutcome(tx, earlier);
    await refuseWhileOwing(tx, organizationId);
    const quote = await ownQuote(tx, organizationId, quoteId);
    await lockPools(tx, quote.poolIds);
    return placeInstant(tx, ctx, request, quote, buyAgain);
  });
}

async function placeInstant(
  tx: Tx,
  ctx: Ctx,
  request: OrderRequest,
  quote: QuoteRow,
  buyAgain: boolean,
): Promise<Accepted> {
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, quote.jobId));
  assert(job, 'quote: job', { quoteId: quote.id });
  const budgets = await lockBudgets(tx, quote.organizationId, job.label);
  // A simultaneous twin of the request may have been ahead at the budgets: then its order is the answer (M-8).
  const twin = budgets.length > 0 ? await earlierOrder(tx, request) : null;
  if (twin) return standingOutcome(tx, twin);
  await keepBudgets(tx, ctx, budgets, quote.totalMicros);
  const orderId = ctx.newId('order');
  const { placed, order } = await insertOrder(tx, ctx, request, {
    id: orderId,
    jobId: quote.jobId,
    kind: 'instant',
    quoteId: quote.id,
    shape: quote.facts.shape,
    limitMicros: quote.totalMicros,
    taxBps: quote.taxBps,
    earliestHour: Math.min(job.spec.earliestHour, quote.startHour),
    deadlineHour: Math.max(job.spec.deadlineHour, quote.endHour),
    options: quote.facts.option,
    unitKind: job.unitKind,
    units: job.units,
    buyAgain,
    state: 'filled',
    closedAt: ctx.now,
    closedBecause: 'filled',
    termsVersion: quote.termsVersion,
  });
  if (!placed) return standingOutcome(tx, order);
  const accepted = await admitted(tx, ctx, quote);
  await chargeKey(tx, ctx, accepted.totalMicros);
  const fill = { order, hold: null, roundId: null, hours: hoursOf(accepted.lots) };
  const filled = (await fillOrders(tx, ctx, [fill])).get(orderId);
  assert(filled && filled.payMicros <= quote.totalMicros, 'M-6', { orderId, pay: filled?.payMicros });
  await audit(tx, ctx, {
    verb: 'orders.accept-quote',
    subjectType: 'order',
    subjectId: orderId,
    facts: { quoteId: quote.id, pay: filled.payMicros.toString(), moved: accepted.moved },
  });
  return { orderId, jobId: quote.jobId, ...filled };
}
