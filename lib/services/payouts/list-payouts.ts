import { and, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { organizations, PAYMENT_STATES, payments } from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import { accountGaveBack } from './account-gave-back';
import { payoutStatus } from './payout-status';

const PAGE = 50;

/** What lists can be narrowed to: `moving` is everything that hasn't ended. */
export const PAYOUT_FILTERS = ['moving', 'succeeded', 'failed'] as const;

export const ListPayoutsInput = z.object({
  state: z.enum(PAYOUT_FILTERS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  pageSize: z.coerce.number().int().min(1).max(10_000).catch(PAGE),
});
type Asked = z.infer<typeof ListPayoutsInput>;

const statesOf = (filter: NonNullable<Asked['state']>) =>
  filter === 'moving' ? PAYMENT_STATES.filter((s) => s === 'pending' || s === 'open') : [filter];

const COLUMNS = {
  id: payments.id,
  organizationId: payments.organizationId,
  providerName: organizations.registeredName,
  channel: payments.channel,
  amountMicros: payments.amountMicros,
  returnedMicros: payments.returnedMicros,
  state: payments.state,
  failure: payments.failure,
  waitsFor: payments.waitsFor,
  attempts: payments.attempts,
  nextAttemptAt: payments.nextAttemptAt,
  externalId: payments.externalId,
  /** The bank's line, of a bank payout. */
  bankLine: payments.externalPaymentId,
  payee: payments.payee,
  bookedByPersonId: payments.bookedByPersonId,
  eventAt: payments.eventAt,
  settledAt: payments.settledAt,
};

async function page(
  tx: Tx,
  input: Asked,
  { own, gaveBack }: { readonly own?: SQL; readonly gaveBack?: SQL<boolean> },
) {
  const where = and(
    eq(payments.kind, 'payout'),
    own,
    input.state ? inArray(payments.state, statesOf(input.state)) : undefined,
  );
  const found = await tx
    .select({
      ...COLUMNS,
      /** The account gave another payout back, and nobody has looked at it since: not to be executed as it stands. */
      accountGaveBack: gaveBack ?? sql<boolean>`false`,
    })
    .from(payments)
    .innerJoin(organizations, eq(organizations.id, payments.organizationId))
    .where(where)
    .orderBy(...(gaveBack ? [desc(gaveBack)] : []), desc(payments.eventAt), desc(payments.id))
    .limit(input.pageSize)
    .offset((input.page - 1) * input.pageSize);
  const [total] = await tx.select({ n: count() }).from(payments).where(where);
  return {
    rows: found.map((row) => ({ ...row, status: payoutStatus(row) })),
    total: total?.n ?? 0,
    page: input.page,
    pageSize: input.pageSize,
    currency: await marketCurrency(tx),
  };
}

/** A page of a provider's own payouts, the newest first. */
export async function listPayouts(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const input = parseInput(ListPayoutsInput, raw);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const { rows, ...list } = await page(tx, input, { own: eq(payments.organizationId, organizationId) });
    return { ...list, rows: rows.map(({ accountGaveBack: _, ...row }) => row) };
  });
}

/** A page of every provider's payouts for the operator: first those to an account that gave one back, then the newest. */
export function listAllPayouts(ctx: Ctx, raw: unknown) {
  authorize(ctx, 'money.view');
  const input = parseInput(ListPayoutsInput, raw);
  return ctx.db.asEngine((tx) => page(tx, input, { gaveBack: accountGaveBack }));
}

export type PayoutList = Awaited<ReturnType<typeof listPayouts>>;
export type PayoutLine = PayoutList['rows'][number];
/** A payout as the operator sees it. */
export type PayoutOnDesk = Awaited<ReturnType<typeof listAllPayouts>>['rows'][number];
