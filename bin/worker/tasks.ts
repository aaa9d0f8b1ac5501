import { z } from 'zod';
import type { Database } from '@/db/client';
import { threadEngine } from '@/lib/adapters/clearing-thread';
import { marketSettings } from '@/lib/adapters/clock';
import { engineCtx, engineCtxAt } from '@/lib/adapters/engine-ctx';
import type { OneAtATime } from '@/lib/adapters/one-at-a-time';
import type { Tasks } from '@/lib/adapters/queue';
import { readStripeEvent } from '@/lib/adapters/stripe/read-event';
import { studyThread } from '@/lib/adapters/study-thread';
import { isIndicativeTick } from '@/lib/market/round-tick';
import type { HeadSigner } from '@/lib/services/audit-trail/head-bytes';
import { sequenceAudit } from '@/lib/services/audit-trail/sequence-audit';
import { signHeads } from '@/lib/services/audit-trail/sign-heads';
import { applyChannelEvent } from '@/lib/services/channel-events/apply-channel-event';
import { applyUntried } from '@/lib/services/channel-events/apply-untried';
import { removeOldPayloads } from '@/lib/services/channel-events/remove-old-payloads';
import { advance } from '@/lib/services/clock/advance';
import { announce, runDue } from '@/lib/services/clock/run-due';
import type { Log } from '@/lib/services/context';
import { currentTerms } from '@/lib/services/market/current-terms';
import { buyAgain } from '@/lib/services/orders/buy-again';
import { attemptDuePayments, attemptPayment } from '@/lib/services/payments/attempt-payment';
import type { PaymentTools } from '@/lib/services/payments/channel';
import { retryPayees } from '@/lib/services/payouts/refresh-payee';
import { readMovements } from '@/lib/services/reconciliation/read-movements';
import { clearRound } from '@/lib/services/rounds/clear-round';
import { runIndicativeRound } from '@/lib/services/rounds/indicative-round';
import { publishDueDays } from '@/lib/services/rounds/publish-day';
import { removeOldBooks } from '@/lib/services/rounds/remove-old-books';

const AdvancePayload = z.object({ to: z.iso.datetime() });
const PaymentPayload = z.object({ paymentId: z.string() });
const LeasePayload = z.object({ leaseId: z.string() });
const EventPayload = z.object({ eventId: z.string() });

/**
 * Every minute the market's clock and its payment channels are served and the audit chained; every five, days that ended are published and the
 * payment channels' own lines read; daily heads are signed, old books and what channels sent long ago removed (graphile-worker's format).
 */
export const CRONTAB = `* * * * * run-due ?max=1&queue=clock&jobKey=run-due
* * * * * serve-channels ?max=1&jobKey=serve-channels
* * * * * sequence-audit ?max=1&jobKey=sequence-audit
*/5 * * * * publish-days ?max=1&queue=days&jobKey=publish-days
*/5 * * * * read-movements ?max=3&jobKey=read-movements
5 0 * * * sign-heads ?jobKey=sign-heads
20 0 * * * remove-old-books ?jobKey=remove-old-books
35 0 * * * remove-old-payloads ?jobKey=remove-old-payloads`;

export interface TaskTools {
  readonly db: Database;
  /** Keeps rounds and the clock to one process at a time. */
  readonly clock: OneAtATime;
  /** Keeps indicative rounds to one process at a time. */
  readonly indicative: OneAtATime;
  readonly log: Log;
  /** Null: the audit's heads are kept unsigned. */
  readonly signer: HeadSigner | null;
  /** The payment channels of this market. */
  readonly payments: PaymentTools;
}

/** Serves the clock once: everything that has fallen due; a manual clock stands. */
async function serveClock({ db, log, payments }: TaskTools): Promise<void> {
  const ctx = await engineCtx(db, 'run-due', log);
  if ((await marketSettings(db)).clock === 'system') {
    const { round, ...done } = await runDue(ctx, threadEngine, payments, { channelsApart: true });
    if (round?.cleared) log.info({ ...done, round: round.number }, 'main round committed');
  }
  await announce(ctx);
}

/** Asks the payment channels what is due to be asked, and applies what they told; also while a manual clock stands. */
async function serveChannels({ db, log, payments }: TaskTools): Promise<void> {
  const ctx = await engineCtx(db, 'serve-channels', log);
  const early = (await marketSettings(db)).clock === 'manual';
  await applyUntried(ctx, { payments, read: readStripeEvent });
  await retryPayees(ctx, payments);
  const attempted = await attemptDuePayments(ctx, payments, { early });
  if (attempted > 0) await announce(ctx);
}

/** Lets a piece of work begin only when its last run has ended: a slow one isn't run beside itself. */
function oneRun(work: () => Promise<void>): () => Promise<void> {
  let runs = false;
  return async () => {
    if (runs) return;
    runs = true;
    await work().finally(() => {
      runs = false;
    });
  };
}

/** Runs an indicative round at its tick. A manual clock stands: prices were published where it came to rest. */
async function runIndicative({ db, log }: TaskTools): Promise<void> {
  if ((await marketSettings(db)).clock === 'manual') return;
  const ctx = await engineCtx(db, 'indicative-round', log);
  const terms = await db.asEngine((tx) => currentTerms(tx, ctx.now));
  if (isIndicativeTick(ctx.now, terms)) await runIndicativeRound(ctx, threadEngine);
}

/** Fails while another process is at it, so that the queue asks again later. */
async function must(clock: OneAtATime, work: () => Promise<void>): Promise<void> {
  if (!(await clock.run(work))) throw new Error('another process serves the clock');
}

/** What the queue may ask of the worker, by task name; every task may run any number of times. */
export function workerTasks(tools: TaskTools): Tasks {
  const { db, clock, indicative, log, signer, payments } = tools;
  const student = studyThread();
  return {
    'run-due': () => clock.run(() => serveClock(tools)),
    'serve-channels': oneRun(() => serveChannels(tools)),
    'indicative-round': () => indicative.run(() => runIndicative(tools)),
    'clear-round': () =>
      must(clock, async () => {
        const ctx = await engineCtx(db, 'clear-round', log);
        await clearRound(ctx, { engine: threadEngine, startedBy: 'operator' });
        await announce(ctx);
      }),
    'advance-clock': (payload) =>
      must(clock, async () => {
        const to = new Date(AdvancePayload.parse(payload).to);
        const ctx = await engineCtx(db, 'advance-clock', log);
        if (to <= ctx.now) return;
        await advance(ctx, to, threadEngine, (at) => void announce(at), payments);
        const resting = engineCtxAt(db, 'advance-clock', to, log);
        // Nobody trades while a clock is moved by hand: indicative prices are wanted only where it comes to rest.
        await runIndicativeRound(resting, threadEngine);
        await announce(resting);
      }),
    'attempt-payment': async (payload) =>
      attemptPayment(
        await engineCtx(db, 'attempt-payment', log),
        payments,
        PaymentPayload.parse(payload).paymentId,
      ),
    'buy-again': async (payload) =>
      buyAgain(await engineCtx(db, 'buy-again', log), LeasePayload.parse(payload).leaseId),
    'apply-channel-event': async (payload) =>
      applyChannelEvent(
        await engineCtx(db, 'apply-channel-event', log),
        { payments, read: readStripeEvent },
        EventPayload.parse(payload).eventId,
      ),
    'read-movements': async () => readMovements(await engineCtx(db, 'read-movements', log), payments),
    'publish-days': async () => publishDueDays(await engineCtx(db, 'publish-days', log), student),
    'remove-old-books': async () => removeOldBooks(await engineCtx(db, 'remove-old-books', log)),
    'remove-old-payloads': async () => removeOldPayloads(await engineCtx(db, 'remove-old-payloads', log)),
    'sequence-audit': async () => sequenceAudit(await engineCtx(db, 'sequence-audit', log)),
    'sign-heads': async () => signer && signHeads(await engineCtx(db, 'sign-heads', log), signer),
  };
}
