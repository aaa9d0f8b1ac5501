import { and, eq, inArray, max, ne, or } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { post } from '@/db/queries/post';
import { type ChannelName, chargebacks, externalMovements, payments } from '@/db/schema';
import type { Posting } from '@/lib/ledger/posting';
import { moveToBank, processorFee, returnFee } from '@/lib/ledger/recipes';
import { authorizeEngine } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import type { Movement, PaymentTools } from '../payments/channel';
import { type Known, matchMovement } from './match-movement';

/** Lines may appear behind the last one read: so far back is read again. */
const OVERLAP_MS = 24 * 3_600_000;

/** Lines are kept so many at a time, each batch in its own transaction. */
const BATCH = 200;

export interface MovementsRead {
  readonly channel: ChannelName;
  /** Null when the channel didn't answer. */
  readonly lines: number | null;
  readonly unmatched: number;
}

type Line = Omit<Movement, 'kind'> & { readonly kind: string };

/** What our books know under each line's external id, by that id. */
async function knownBy(
  tx: Tx,
  channel: ChannelName,
  externalIds: readonly string[],
): Promise<(externalId: string | null) => Known> {
  const ids = [...new Set(externalIds)];
  const found = await tx
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.channel, channel),
        or(inArray(payments.externalId, ids), inArray(payments.externalPaymentId, ids)),
      ),
    );
  const disputes = await tx
    .select()
    .from(chargebacks)
    .where(and(eq(chargebacks.channel, channel), inArray(chargebacks.id, ids)));
  const byId = new Map<string, (typeof found)[number]>();
  for (const payment of found) {
    // A refund may know its top-up's payment too: only a top-up is found by that.
    if (payment.kind === 'top_up' && payment.externalPaymentId) byId.set(payment.externalPaymentId, payment);
    if (payment.externalId) byId.set(payment.externalId, payment);
  }
  const byDispute = new Map(disputes.map((row) => [row.id, row]));
  return (externalId) => ({
    payment: byId.get(externalId ?? '') ?? null,
    chargeback: byDispute.get(externalId ?? '') ?? null,
  });
}

/** What a new line moves by itself: the channel's fees are costs, and what it sends on is owed by our bank (L-9). */
function postingsOfLine(ctx: Ctx, channel: ChannelName, line: Movement): Posting[] {
  const stamp = () => ({ id: ctx.newId('posting'), eventAt: ctx.now, currency: line.currency });
  const of = { channel, movementId: line.id };
  const fee = line.feeMicros + (line.kind === 'fee' ? -line.amountMicros : 0n);
  const made: Posting[] = [];
  if (fee > 0n) made.push(processorFee(stamp(), { ...of, feeMicros: fee }));
  if (fee < 0n) made.push(returnFee(stamp(), { ...of, feeMicros: -fee }));
  if (line.kind === 'to_bank' && line.amountMicros !== 0n && channel !== 'bank')
    made.push(moveToBank(stamp(), { ...of, amountMicros: -line.amountMicros }));
  return made;
}

/** Keeps lines that are new, each once, with what it moves; promises how many fit nothing of ours. */
async function keepLines(ctx: Ctx, channel: ChannelName, lines: readonly Movement[]): Promise<number> {
  return ctx.db.asEngine(async (tx) => {
    const currency = await marketCurrency(tx);
    const known = await knownBy(
      tx,
      channel,
      lines.flatMap(({ externalId }) => externalId ?? []),
    );
    const rows = lines.map((line) => {
      const matched = matchMovement(line, known(line.externalId), currency);
      return {
        ...line,
        channel,
        state: matched.state,
        why: matched.state === 'unmatched' ? matched.why : null,
        paymentId: matched.paymentId,
        eventAt: ctx.now,
      };
    });
    const kept = await tx
      .insert(externalMovements)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: externalMovements.id, state: externalMovements.state });
    const isNew = new Set(kept.map(({ id }) => id));
    const moving = lines.filter((line) => isNew.has(line.id) && line.currency === currency);
    await post(
      tx,
      moving.flatMap((line) => postingsOfLine(ctx, channel, line)),
    );
    return kept.filter(({ state }) => state === 'unmatched').length;
  });
}

const KINDS = ['top_up', 'refund', 'payout', 'chargeback', 'fee', 'reversal', 'to_bank', 'other'] as const;
const isKind = (line: Line): line is Movement => KINDS.some((kind) => kind === line.kind);

/** Looks again at lines that fitted nothing: what they belong to may have been recorded since. */
async function matchAgain(ctx: Ctx, channel: ChannelName): Promise<void> {
  await ctx.db.asEngine(async (tx) => {
    const currency = await marketCurrency(tx);
    const rows = await tx
      .select()
      .from(externalMovements)
      .where(
        and(
          eq(externalMovements.channel, channel),
          eq(externalMovements.state, 'unmatched'),
          // What an operator booked is for another to confirm.
          ne(externalMovements.why, 'to_confirm'),
        ),
      )
      .orderBy(externalMovements.id)
      .for('update');
    const known = await knownBy(
      tx,
      channel,
      rows.flatMap(({ externalId }) => externalId ?? []),
    );
    for (const row of rows) {
      if (!isKind(row)) continue;
      const matched = matchMovement(row, known(row.externalId), currency);
      const why = matched.state === 'unmatched' ? matched.why : null;
      if (matched.state === row.state && why === row.why && matched.paymentId === row.paymentId) continue;
      await tx
        .update(externalMovements)
        .set({ state: matched.state, why, paymentId: matched.paymentId })
        .where(eq(externalMovements.id, row.id));
    }
  });
}

/** From where on a channel's lines are read: a day before the last one known, at first all of them. */
const readFrom = (ctx: Ctx, channel: ChannelName): Promise<Date> =>
  ctx.db.asEngine(async (tx) => {
    const [row] = await tx
      .select({ last: max(externalMovements.occurredAt) })
      .from(externalMovements)
      .where(eq(externalMovements.channel, channel));
    return new Date(Math.max(0, (row?.last?.getTime() ?? 0) - OVERLAP_MS));
  });

/**
 * Reads every channel's own lines into ours, each once, and lays them beside the ledger: processors' fees are posted as
 * costs, what fits nothing of ours waits for an operator. Safe to run any number of times and side by side.
 */
export async function readMovements(ctx: Ctx, { channels }: PaymentTools): Promise<readonly MovementsRead[]> {
  authorizeEngine(ctx);
  const done: MovementsRead[] = [];
  for (const channel of Object.values(channels)) {
    const { name } = channel;
    const answer = await channel.listMovements(await readFrom(ctx, name));
    await matchAgain(ctx, name);
    if (answer.kind !== 'done') {
      ctx.log.warn({ channel: name, answer: answer.message }, 'a channel’s lines can’t be read');
      done.push({ channel: name, lines: null, unmatched: 0 });
      continue;
    }
    let unmatched = 0;
    for (let at = 0; at < answer.value.length; at += BATCH)
      unmatched += await keepLines(ctx, name, answer.value.slice(at, at + BATCH));
    if (unmatched > 0) ctx.log.warn({ channel: name, unmatched }, 'lines of a channel fit nothing of ours');
    done.push({ channel: name, lines: answer.value.length, unmatched });
  }
  return done;
}
