import { asc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { replacements } from '@/db/schema';
import { amountText } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { type Result, refuse } from '@/lib/core/result';
import { type ReplacementDraft, replacementOrder, replacementWindow } from '@/lib/market/replacement-order';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import { lockBudgets, withinBudgets } from '../budgets/keep-budgets';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { lockBalances } from '../ledger/lock-balances';
import { owedMicros } from '../ledger/receivable-stands';
import { currentTerms } from '../market/current-terms';
import { marketCurrency } from '../market/market-currency';
import { lookAtMarket } from '../quoting/look-at-market';
import { requestHash } from '../request-hash';
import { passGate } from '../rounds/gate';
import { capOptions } from './cap-options';
import { failersOf } from './failers-of';
import { holdLimit } from './hold-limit';
import { insertOrder } from './insert-order';
import { lockMissing, type Missing, type Refused, standingOf } from './missing-units';

/** Replacements that wait for their order. */
export const replacementIsDue = eq(replacements.state, 'due');

/** The order that buys the missing units, on locked budgets and balances; or why there is none. */
async function draftOf(
  tx: Tx,
  ctx: Ctx,
  missing: Missing,
  currency: string,
): Promise<Result<ReplacementDraft, Refused>> {
  const { row, order, job, chargeMicros } = missing;
  const { organizationId } = row;
  if (missing.buyerStatus !== 'admitted') return refuse('buyer_suspended');
  const owed = await owedMicros(tx, organizationId);
  if (owed > 0n) return refuse('receivable_open', { owedMicros: owed });
  const { deadlineHour } = order;
  if (!replacementWindow(job.spec, deadlineHour, await currentTerms(tx, ctx.now), ctx.now))
    return refuse('window_past', { deadlineHour });
  const budgets = await lockBudgets(tx, organizationId, job.label);
  const look = await lookAtMarket(tx, ctx, organizationId, job.spec, 'pools');
  const balances = await lockBalances(
    tx,
    [
      { organizationId, kind: 'available' },
      { organizationId, kind: 'held' },
    ],
    currency,
  );
  const drafted = replacementOrder({
    ...look,
    order: { ...order, ...(await standingOf(tx, order.id)) },
    missingUnits: row.units,
    chargedMicros: chargeMicros,
    availableMicros: balances.micros(organizationId, 'available'),
    failed: await failersOf(tx, order.id),
  });
  if (!drafted.ok) return drafted;
  const within = await withinBudgets(tx, ctx, budgets, drafted.value.limitMicros);
  return within.ok ? drafted : within;
}

/** Nobody else may send an id so long, so the engine's never meets one of a buyer's. */
const requestOf = ({ row }: Missing) => {
  const hash = requestHash({ verb: 'buy-again', leaseId: row.leaseId });
  return {
    organizationId: row.organizationId,
    requestId: `buy-again:${row.leaseId}:${hash}`,
    requestHash: hash,
  };
};

async function place(
  tx: Tx,
  ctx: Ctx,
  missing: Missing,
  draft: ReplacementDraft,
  currency: string,
): Promise<void> {
  const { row, order: failed, job } = missing;
  const { options, ...terms } = draft;
  const { placed, order } = await insertOrder(tx, ctx, requestOf(missing), {
    id: ctx.newId('order'),
    jobId: job.id,
    kind: 'limit',
    ...terms,
    options: capOptions(options, row.units),
    unitKind: failed.unitKind,
    units: row.units,
    buyAgain: failed.buyAgain,
    state: 'open',
  });
  assert(placed, 'S-10', { leaseId: row.leaseId, orderId: order.id });
  await holdLimit(tx, ctx, order, currency);
  await tx
    .update(replacements)
    .set({ state: 'placed', orderId: order.id, decidedAt: ctx.now })
    .where(eq(replacements.leaseId, row.leaseId));
  await audit(tx, ctx, {
    verb: 'orders.buy-again',
    subjectType: 'order',
    subjectId: order.id,
    organizationId: row.organizationId,
    facts: {
      leaseId: row.leaseId,
      replaces: failed.id,
      units: row.units.toString(),
      limit: amountText(draft.limitMicros),
      options: order.options.length,
    },
  });
}

async function keepReason(
  tx: Tx,
  ctx: Ctx,
  { row }: Missing,
  because: Refused,
  found: Readonly<Record<string, string | number | bigint | null>>,
): Promise<void> {
  const known = Object.entries(found).flatMap(([name, fact]) =>
    fact === null ? [] : [[name, String(fact)] as const],
  );
  const facts = Object.fromEntries(known);
  await tx
    .update(replacements)
    .set({ state: 'refused', because, facts, decidedAt: ctx.now })
    .where(eq(replacements.leaseId, row.leaseId));
  await audit(tx, ctx, {
    verb: 'orders.buy-again',
    subjectType: 'lease',
    subjectId: row.leaseId,
    organizationId: row.organizationId,
    facts: { refused: because, ...facts },
  });
}

/**
 * Buys the missing units of a failed lease again for its buyer, as a limit order that the next rounds fill, or keeps the
 * reason why not (S-10). Whatever calls it, and however often: one lease's units become at most one order. Promises
 * whether it decided anything.
 */
export async function buyAgain(ctx: Ctx, leaseId: string): Promise<boolean> {
  authorizeEngine(ctx);
  return ctx.db.asEngine(async (tx) => {
    await passGate(tx);
    const missing = await lockMissing(tx, leaseId);
    if (!missing) return false;
    const currency = await marketCurrency(tx);
    const drafted = await draftOf(tx, ctx, missing, currency);
    if (drafted.ok) await place(tx, ctx, missing, drafted.value, currency);
    else await keepReason(tx, ctx, missing, drafted.refusal.code, drafted.refusal.facts);
    return true;
  });
}

/** Buys again what waits for it, each in a transaction of its own; promises how many were decided. */
export async function buyAgainDue(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine((tx) =>
    tx
      .select({ id: replacements.leaseId })
      .from(replacements)
      .where(replacementIsDue)
      .orderBy(asc(replacements.eventAt), asc(replacements.leaseId)),
  );
  return eachDue(
    ctx,
    'orders.buy-again',
    due.map(({ id }) => id),
    (id) => buyAgain(ctx, id),
  );
}
