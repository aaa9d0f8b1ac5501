import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { accounts } from '@/db/schema';
import { amountText, type Micros } from '@/lib/core/amount';
import { postingsOf } from '@/lib/ledger/posting';
import { recoverReceivable } from '@/lib/ledger/recipes';
import { audit } from '../audit';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { eachDue } from '../each-due';
import { marketCurrency } from '../market/market-currency';
import { lockBalances } from './lock-balances';
import { owedMicros, receivableStands } from './receivable-stands';

/**
 * Takes what an organization owes from what has come in for it, available first, then payable (L-3); promises how much.
 * Called by the engine after every inflow; moves nothing when nothing is owed or nothing is there.
 */
export async function recoverReceivables(tx: Tx, ctx: Ctx, organizationId: string): Promise<Micros> {
  if (!(await receivableStands(tx, organizationId))) return 0n;
  const currency = await marketCurrency(tx);
  const { micros, version } = await lockBalances(
    tx,
    [
      { organizationId, kind: 'available' },
      { organizationId, kind: 'payable' },
      { organizationId, kind: 'receivable' },
      { organizationId: null, kind: 'allowance' },
      { organizationId: null, kind: 'guarantee' },
      { organizationId: null, kind: 'losses' },
    ],
    currency,
  );
  const owed = -micros(organizationId, 'receivable');
  const posting = recoverReceivable(
    { id: ctx.newId('posting'), eventAt: ctx.now, currency },
    organizationId,
    {
      availableMicros: micros(organizationId, 'available'),
      payableMicros: micros(organizationId, 'payable'),
      receivableMicros: -owed,
      lossesMicros: micros(null, 'losses'),
    },
    version(organizationId, 'receivable'),
  );
  if (posting === null) return 0n;
  await post(tx, postingsOf(posting));
  const left = await owedMicros(tx, organizationId);
  await audit(tx, ctx, {
    verb: 'ledger.recover-receivables',
    subjectType: 'organization',
    subjectId: organizationId,
    organizationId,
    facts: { recovered: amountText(owed - left), owed: amountText(left), currency },
  });
  return owed - left;
}

/** Organizations that owe and have something it can be taken from. */
const owesAndHas = (tx: Tx) =>
  tx
    .select({ organizationId: sql<string>`${accounts.organizationId}` })
    .from(accounts)
    .where(
      and(
        eq(accounts.kind, 'receivable'),
        lt(accounts.balanceMicros, 0n),
        inArray(
          accounts.organizationId,
          sql`(select organization_id from ${accounts} where ${and(inArray(accounts.kind, ['available', 'payable']), gt(accounts.balanceMicros, 0n))})`,
        ),
      ),
    )
    .orderBy(asc(accounts.organizationId));

/**
 * Recovers from every organization that owes and has something: money also comes in by its own verbs and other
 * people's, which may not move the exchange's accounts. Promises how many gave something back.
 */
export async function recoverDue(ctx: Ctx): Promise<number> {
  authorizeEngine(ctx);
  const due = await ctx.db.asEngine(owesAndHas);
  return eachDue(
    ctx,
    'ledger.recover',
    due.map((row) => row.organizationId),
    (id) => ctx.db.asEngine(async (tx) => (await recoverReceivables(tx, ctx, id)) > 0n),
  );
}
