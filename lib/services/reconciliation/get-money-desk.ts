import { and, count, eq, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import {
  accounts,
  CHANNELS,
  type ChannelName,
  channelEvents,
  externalMovements,
  payments,
} from '@/db/schema';
import type { Micros } from '@/lib/core/amount';
import { PLATFORM_KINDS, type PlatformAccountKind } from '@/lib/ledger/posting';
import type { Safeguard } from '@/lib/ledger/safeguard';
import { authorize } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import type { PaymentTools } from '../payments/channel';
import { loadSafeguard } from '../payouts/load-safeguard';
import { type DifferenceSum, sumDifferences } from './differences';

/** A channel's balance by our books beside the sum of its own lines. */
export interface ChannelStanding {
  readonly channel: ChannelName;
  readonly ledgerMicros: Micros;
  /** Null for play money, which has no outside. */
  readonly movedMicros: Micros | null;
  readonly lastLineAt: Date | null;
}

/** The operator's view of all money: what we owe, what the outside holds, and what doesn't agree. */
export interface MoneyDesk {
  readonly currency: string;
  readonly channels: readonly ChannelStanding[];
  readonly differences: readonly DifferenceSum[];
  /** Clients' money against what the channels hold (L-8). */
  readonly safeguard: Safeguard;
  readonly platform: Readonly<Record<PlatformAccountKind, Micros>>;
  readonly owedMicros: Micros;
  readonly counts: {
    readonly effects: number;
    readonly events: number;
    readonly receivables: number;
    readonly bank: number;
  };
}

const microsOf = (text: string | null | undefined): Micros => BigInt(text ?? 0);

async function loadChannels(tx: Tx, currency: string): Promise<ChannelStanding[]> {
  const balances = await tx
    .select({ kind: accounts.kind, balanceMicros: accounts.balanceMicros })
    .from(accounts)
    .where(and(sql`${accounts.kind} like 'external:%'`, eq(accounts.currency, currency)));
  const moved = await tx
    .select({
      channel: externalMovements.channel,
      micros: sql<string>`sum(${externalMovements.amountMicros} - ${externalMovements.feeMicros}) filter (where ${externalMovements.currency} = ${currency})`,
      lastLineAt: sql<string>`max(${externalMovements.occurredAt})`,
    })
    .from(externalMovements)
    .groupBy(externalMovements.channel);
  return CHANNELS.flatMap((channel) => {
    const balance = balances.find(({ kind }) => kind === `external:${channel}`);
    const lines = moved.find((row) => row.channel === channel);
    if (!balance && !lines) return [];
    return [
      {
        channel,
        ledgerMicros: -(balance?.balanceMicros ?? 0n),
        movedMicros: channel === 'sandbox' ? null : microsOf(lines?.micros),
        lastLineAt: lines ? new Date(lines.lastLineAt) : null,
      },
    ];
  });
}

async function loadPlatform(tx: Tx, currency: string): Promise<MoneyDesk['platform']> {
  const rows = await tx
    .select({ kind: accounts.kind, balanceMicros: accounts.balanceMicros })
    .from(accounts)
    .where(and(inArray(accounts.kind, [...PLATFORM_KINDS]), eq(accounts.currency, currency)));
  const of = (kind: PlatformAccountKind) => rows.find((row) => row.kind === kind)?.balanceMicros ?? 0n;
  return {
    fees: of('fees'),
    guarantee: of('guarantee'),
    allowance: of('allowance'),
    costs: of('costs'),
    losses: of('losses'),
  };
}

const owing = and(eq(accounts.kind, 'receivable'), lt(accounts.balanceMicros, 0n));

/** Payments that a channel hasn't finished: asked for, or waiting for an answer. */
export const inFlight = inArray(payments.state, ['pending', 'open']);

/** Events and answers that fit nothing of ours, or that broke off or wait for something. */
export const troubled = or(
  eq(channelEvents.state, 'unmatched'),
  and(eq(channelEvents.state, 'received'), sql`${channelEvents.attempts} > 0`),
);

/**
 * Bank transfers of buyers that wait for their line, or for a second operator; payouts have a desk of their own. A refund
 * that was given up waits once more when its line turns up.
 */
export const atBank = and(
  eq(payments.channel, 'bank'),
  or(eq(payments.state, 'open'), and(eq(payments.state, 'failed'), eq(payments.waitsFor, 'confirmation'))),
  ne(payments.kind, 'payout'),
);

/** Lines of our own bank that one operator booked and another is to confirm. */
export const ownToConfirm = eq(externalMovements.why, 'to_confirm');

async function loadCounts(tx: Tx): Promise<MoneyDesk['counts']> {
  const [effects] = await tx.select({ count: count() }).from(payments).where(inFlight);
  const [events] = await tx
    .select({ count: count() })
    .from(channelEvents)
    .where(and(troubled, isNull(channelEvents.note)));
  const [receivables] = await tx.select({ count: count() }).from(accounts).where(owing);
  const [bank] = await tx
    .select({ count: count() })
    .from(payments)
    .where(and(atBank, isNotNull(payments.bookedByPersonId)));
  const [own] = await tx.select({ count: count() }).from(externalMovements).where(ownToConfirm);
  return {
    effects: effects?.count ?? 0,
    events: events?.count ?? 0,
    receivables: receivables?.count ?? 0,
    bank: (bank?.count ?? 0) + (own?.count ?? 0),
  };
}

/** Key figures of the operator's money page (L-3, L-8), as our books stand now. */
export async function getMoneyDesk(ctx: Ctx, tools: PaymentTools): Promise<MoneyDesk> {
  authorize(ctx, 'money.view');
  return ctx.db.asEngine(async (tx) => {
    const currency = await marketCurrency(tx);
    const [owed] = await tx
      .select({ micros: sql<string>`coalesce(-sum(${accounts.balanceMicros}), 0)` })
      .from(accounts)
      .where(owing);
    return {
      currency,
      channels: await loadChannels(tx, currency),
      differences: await sumDifferences(tx, { currency, now: ctx.now }),
      safeguard: await loadSafeguard(tx, tools),
      platform: await loadPlatform(tx, currency),
      owedMicros: microsOf(owed?.micros),
      counts: await loadCounts(tx),
    };
  });
}

/** How much waits for an operator here: what fits nothing of ours, broke off, or is booked and not confirmed. */
export async function countMoneyTasks(ctx: Ctx): Promise<number> {
  if (!ctx.actor.permissions.has('money.view')) return 0;
  return ctx.db.asEngine(async (tx) => {
    const { events, bank } = await loadCounts(tx);
    const [lines] = await tx
      .select({ count: count() })
      .from(externalMovements)
      .where(and(eq(externalMovements.state, 'unmatched'), ne(externalMovements.why, 'to_confirm')));
    return events + bank + (lines?.count ?? 0);
  });
}
