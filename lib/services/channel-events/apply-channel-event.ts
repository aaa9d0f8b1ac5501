import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { enqueue } from '@/db/queries/enqueue';
import { type ChannelName, channelEvents } from '@/db/schema';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import type { PaymentTools } from '../payments/channel';
import { refreshPayee } from '../payouts/refresh-payee';
import { readMovementsJob } from '../reconciliation/read-movements-job';
import { type Applied, applied, notYet, unmatched } from './applied';
import { applyChargeback } from './apply-chargeback';
import { applyPayout } from './apply-payout';
import { applyRefund, applyRefundedTotal } from './apply-refund';
import { applyTopUp } from './apply-top-up';
import type { ChannelEvent, ReadChannelEvent } from './channel-event';
import { seeMethod } from './see-method';
import { TRIED_NOW, waitsForPayment } from './tries';

/** What applying events needs besides the context: the channels, and how a stored payload is read. */
export interface EventTools {
  readonly payments: PaymentTools;
  readonly read: ReadChannelEvent;
}

/** How often an event is tried whose counterpart isn't there yet: with the queue's waits, for about three hours. */
export const ATTEMPTS_MAX = 10;

/** The event tells of something that we don't know yet; the queue tries it again later. */
export class NotYetApplied extends Error {
  override readonly name = 'NotYetApplied';
}

type EventRow = typeof channelEvents.$inferSelect;

async function applyBySubject(tx: Tx, ctx: Ctx, channel: ChannelName, event: ChannelEvent): Promise<Applied> {
  switch (event.kind) {
    case 'top_up':
      return applyTopUp(tx, ctx, channel, event);
    case 'refund':
      return applyRefund(tx, ctx, channel, event);
    case 'refunded_total':
      return applyRefundedTotal(tx, channel, event);
    case 'payout':
      return applyPayout(tx, ctx, channel, event);
    case 'chargeback':
      return applyChargeback(tx, ctx, channel, event);
    case 'own_bank':
      await enqueue(tx, readMovementsJob());
      return applied('movements_read');
    case 'payee':
    case 'ignored':
      return { state: 'ignored' };
  }
}

/** Ends the event's row, or leaves it for the next try with what it waits for. */
async function settle(
  tx: Tx,
  ctx: Ctx,
  row: EventRow,
  { came, event }: { readonly came: Applied; readonly event: ChannelEvent },
): Promise<Applied> {
  const attempts = row.attempts + 1;
  const end: Applied = came.state === 'not_yet' && attempts >= ATTEMPTS_MAX ? unmatched(came.outcome) : came;
  const waits = end.state === 'not_yet';
  await tx
    .update(channelEvents)
    .set({
      attempts,
      state: end.state === 'not_yet' ? 'received' : end.state,
      outcome: end.state === 'ignored' ? null : end.outcome,
      lastError: null,
      triedAt: TRIED_NOW,
      waitsForPayment: waitsForPayment(end, event),
      appliedAt: waits ? null : ctx.now,
    })
    .where(eq(channelEvents.id, row.id));
  if (end.state === 'unmatched')
    ctx.log.error({ event: row.id, type: row.type, why: end.outcome }, 'an event fits nothing of ours');
  return end;
}

/** Does what an event calls for outside of a transaction; null when there is nothing of the kind. */
async function ask(ctx: Ctx, tools: EventTools, row: EventRow, event: ChannelEvent): Promise<Applied | null> {
  if (event.kind !== 'payee') return null;
  const { channel } = row;
  const answer = await refreshPayee(ctx, tools.payments, { channel, externalId: event.externalId });
  if (answer === 'unknown') throw new Error('the channel doesn’t tell how a payee stands');
  return answer === 'refreshed' ? applied('payee_read') : notYet('no_payee');
}

async function tryToApply(ctx: Ctx, tools: EventTools, found: EventRow): Promise<Applied> {
  const read = tools.read(found.payload);
  const asked = await ask(ctx, tools, found, read);
  const event = await seeMethod(ctx, tools.payments, found.channel, read);
  return ctx.db.asEngine(async (tx) => {
    const [row] = await tx.select().from(channelEvents).where(eq(channelEvents.id, found.id)).for('update');
    if (row?.state !== 'received') return { state: 'ignored' };
    const came = asked ?? (await applyBySubject(tx, ctx, row.channel, event));
    return settle(tx, ctx, row, { came, event });
  });
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 500);

/**
 * Applies a stored event once, whatever came before it and however often it is called: each effect is posted by the row
 * it belongs to, so events may come in any order (L-5). Throws when it is to be tried again; the row then says why.
 */
export async function applyChannelEvent(ctx: Ctx, tools: EventTools, eventId: string): Promise<void> {
  authorizeEngine(ctx);
  const [found] = await ctx.db.asEngine((tx) =>
    tx.select().from(channelEvents).where(eq(channelEvents.id, eventId)),
  );
  if (found?.state !== 'received') return;
  let came: Applied;
  try {
    came = await tryToApply(ctx, tools, found);
  } catch (error) {
    await ctx.db.asEngine((tx) =>
      tx
        .update(channelEvents)
        .set({
          attempts: sql`${channelEvents.attempts} + 1`,
          triedAt: TRIED_NOW,
          lastError: wordsOf(error),
        })
        .where(eq(channelEvents.id, eventId)),
    );
    throw error;
  }
  if (came.state === 'not_yet') throw new NotYetApplied(came.outcome);
}
