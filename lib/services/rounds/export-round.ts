import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { orders, pools } from '@/db/schema';
import type { Book } from '@/lib/clearing/book';
import type { Outcome } from '@/lib/clearing/outcome';
import { publicPair } from '@/lib/clearing/public-pair';
import { parseInput } from '../authorize';
import type { Ctx } from '../context';
import { refuseWith } from '../errors';
import { keptRound } from './kept-book';

/** Days after which a round's public pair opens (M-20). */
export const PUBLIC_AFTER_DAYS = 7;

export const ExportInput = z.strictObject({ number: z.coerce.number().int().min(1).max(2_000_000_000) });

export interface RoundPair {
  readonly number: number;
  /** Full ids for the operator and the regulator; per-round codes for everyone else. */
  readonly ids: 'full' | 'codes';
  readonly book: Book;
  readonly outcome: Outcome;
  /** The caller's own orders and pools by their codes; empty where ids are full. */
  readonly own: readonly { readonly code: string; readonly id: string }[];
}

async function assertPublic(tx: Tx, ctx: Ctx, roundAt: Date, book: Book): Promise<void> {
  const opensAt = new Date(roundAt.getTime() + PUBLIC_AFTER_DAYS * 86_400_000);
  if (ctx.now < opensAt)
    refuseWith({ code: 'book_not_public_yet', facts: { opensAt: opensAt.toISOString() } });
  const ids = book.orders.map((order) => order.id);
  const open = ids.length
    ? await tx
        .select({ id: orders.id })
        .from(orders)
        .where(and(inArray(orders.id, ids), eq(orders.state, 'open')))
    : [];
  if (open.length > 0) refuseWith({ code: 'book_has_open_orders', facts: { open: open.length } });
}

/** Whether the actor gets books with their ids at once: the operator, and a regulator of the whole market (M-20). */
export const seesFullBooks = ({ actor }: Ctx): boolean =>
  actor.permissions.has('books.export') &&
  (actor.regulatorScope === null || actor.regulatorScope.kind === 'all');

/**
 * The book and outcome of a round (M-20): in full for the operator and for a regulator of the whole market; for
 * everyone else the public pair, 7 days after and when its last order is closed, with their own ids beside the codes.
 */
export async function exportRound(ctx: Ctx, raw: unknown): Promise<RoundPair> {
  const { number } = parseInput(ExportInput, raw);
  const { actor } = ctx;
  const full = seesFullBooks(ctx);
  return ctx.db.asEngine(async (tx) => {
    const { round, book, outcome } = await keptRound(tx, number);
    if (full) return { number, ids: 'full', book, outcome, own: [] };
    await assertPublic(tx, ctx, round.eventAt, book);
    const coded = publicPair(book, outcome);
    const own = actor.organizationId === null ? [] : await ownIds(tx, actor.organizationId, coded);
    return { number, ids: 'codes', book: coded.book, outcome: coded.outcome, own };
  });
}

async function ownIds(
  tx: Tx,
  organizationId: string,
  coded: ReturnType<typeof publicPair>,
): Promise<RoundPair['own']> {
  const mine = [
    ...(await tx.select({ id: orders.id }).from(orders).where(eq(orders.organizationId, organizationId))),
    ...(await tx.select({ id: pools.id }).from(pools).where(eq(pools.organizationId, organizationId))),
  ];
  return mine.flatMap(({ id }) => {
    const code = coded.orderCodes.get(id) ?? coded.poolCodes.get(id);
    return code ? [{ code, id }] : [];
  });
}
