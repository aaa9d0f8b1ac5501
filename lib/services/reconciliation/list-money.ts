import { and, asc, count, desc, eq, getTableColumns, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import {
  accounts,
  CHANNELS,
  channelEvents,
  entries,
  externalMovements,
  organizations,
  payments,
  persons,
} from '@/db/schema';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { marketCurrency } from '../market/market-currency';
import {
  AGES,
  type Age,
  ageAt,
  DIFFERENCE_KINDS,
  type Difference,
  listDifferences as readDifferences,
} from './differences';
import { atBank, inFlight, ownToConfirm, troubled } from './get-money-desk';

const Page = {
  page: z.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.number().int().min(1).max(10_000).default(50),
};
const channel = z.enum(CHANNELS).optional().catch(undefined);

export const MoneyFilterInput = z.strictObject({
  ...Page,
  channel,
  kind: z.enum(DIFFERENCE_KINDS).optional().catch(undefined),
  age: z
    .custom<Age>((age) => AGES.some(({ key }) => key === age))
    .optional()
    .catch(undefined),
});

export interface Listed<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

const window = ({ page, pageSize }: { readonly page: number; readonly pageSize: number }) => ({
  limit: pageSize,
  offset: (page - 1) * pageSize,
});

/** What our books and the channels' lines tell differently, oldest first. */
export async function listDifferences(ctx: Ctx, raw: unknown): Promise<Listed<Difference>> {
  authorize(ctx, 'money.view');
  const filter = parseInput(MoneyFilterInput, raw);
  return ctx.db.asEngine(async (tx) =>
    readDifferences(tx, { currency: await marketCurrency(tx), now: ctx.now }, filter, window(filter)),
  );
}

export type EffectInFlight = typeof payments.$inferSelect & { readonly organizationName: string };

/** Effects a channel hasn't finished, oldest first: with what they wait for, and when they are tried again. */
export async function listEffects(ctx: Ctx, raw: unknown): Promise<Listed<EffectInFlight>> {
  authorize(ctx, 'money.view');
  const filter = parseInput(MoneyFilterInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const where = and(inFlight, filter.channel ? eq(payments.channel, filter.channel) : undefined);
    const rows = await tx
      .select({ payment: payments, organizationName: organizations.registeredName })
      .from(payments)
      .innerJoin(organizations, eq(organizations.id, payments.organizationId))
      .where(where)
      .orderBy(asc(payments.eventAt), asc(payments.id))
      .limit(window(filter).limit)
      .offset(window(filter).offset);
    const [all] = await tx.select({ total: count() }).from(payments).where(where);
    return {
      rows: rows.map(({ payment, organizationName }) => ({ ...payment, organizationName })),
      total: all?.total ?? 0,
    };
  });
}

export type TroubledEvent = Omit<typeof channelEvents.$inferSelect, 'payload'> & { readonly age: Age };

/** Events and answers that fit nothing of ours, broke off, or wait for something; explained ones last, newest first. */
export async function listEvents(ctx: Ctx, raw: unknown): Promise<Listed<TroubledEvent>> {
  authorize(ctx, 'money.view');
  const filter = parseInput(MoneyFilterInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const where = and(troubled, filter.channel ? eq(channelEvents.channel, filter.channel) : undefined);
    const { payload: _, ...columns } = getTableColumns(channelEvents);
    const rows = await tx
      .select(columns)
      .from(channelEvents)
      .where(where)
      .orderBy(sql`${channelEvents.note} is not null`, desc(channelEvents.eventAt), desc(channelEvents.id))
      .limit(window(filter).limit)
      .offset(window(filter).offset);
    const [all] = await tx.select({ total: count() }).from(channelEvents).where(where);
    return {
      rows: rows.map((row) => ({ ...row, age: ageAt(row.eventAt, ctx.now) })),
      total: all?.total ?? 0,
    };
  });
}

/** What an organization owes the exchange, and since when without a break. */
export interface Receivable {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly owedMicros: bigint;
  readonly since: Date;
}

/** What organizations owe, longest first (L-3). */
export async function listReceivables(
  ctx: Ctx,
  raw: unknown,
): Promise<Listed<Receivable> & { readonly currency: string }> {
  authorize(ctx, 'money.view');
  const filter = parseInput(MoneyFilterInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const owing = and(eq(accounts.kind, 'receivable'), lt(accounts.balanceMicros, 0n));
    const settledVersion = tx
      .select({ version: sql`coalesce(max(${entries.version}), 0)` })
      .from(entries)
      .where(and(eq(entries.accountId, accounts.id), eq(entries.balanceAfterMicros, 0n)));
    const since = sql<string>`(select min(e.event_at) from entries e where e.account_id = ${accounts.id} and e.version > (${settledVersion}))`;
    const rows = await tx
      .select({
        organizationId: organizations.id,
        organizationName: organizations.registeredName,
        balanceMicros: accounts.balanceMicros,
        since,
      })
      .from(accounts)
      .innerJoin(organizations, eq(organizations.id, accounts.organizationId))
      .where(owing)
      .orderBy(asc(since), asc(organizations.id))
      .limit(window(filter).limit)
      .offset(window(filter).offset);
    const [all] = await tx.select({ total: count() }).from(accounts).where(owing);
    return {
      currency: await marketCurrency(tx),
      rows: rows.map(({ balanceMicros, since: at, ...row }) => ({
        ...row,
        owedMicros: -balanceMicros,
        since: new Date(at),
      })),
      total: all?.total ?? 0,
    };
  });
}

/** A bank transfer that waits: for its line, or for a second operator. */
export interface BankWaiting {
  readonly payment: typeof payments.$inferSelect;
  readonly organizationName: string;
  readonly bookedByName: string | null;
}

/** Bank transfers that wait, those to be confirmed first. */
export async function listBankWaiting(ctx: Ctx, raw: unknown): Promise<Listed<BankWaiting>> {
  authorize(ctx, 'money.view');
  const filter = parseInput(MoneyFilterInput, raw);
  return ctx.db.asEngine(async (tx) => {
    const rows = await tx
      .select({
        payment: payments,
        organizationName: organizations.registeredName,
        bookedByName: persons.name,
      })
      .from(payments)
      .innerJoin(organizations, eq(organizations.id, payments.organizationId))
      .leftJoin(persons, eq(persons.id, payments.bookedByPersonId))
      .where(atBank)
      .orderBy(sql`${payments.bookedByPersonId} is null`, asc(payments.eventAt), asc(payments.id))
      .limit(window(filter).limit)
      .offset(window(filter).offset);
    const [all] = await tx.select({ total: count() }).from(payments).where(atBank);
    return { rows, total: all?.total ?? 0 };
  });
}

/** A line of our own bank that one operator booked and another is to confirm. */
export type OwnLineWaiting = typeof externalMovements.$inferSelect & {
  readonly bookedByName: string | null;
  /** Whose transfer came back. */
  readonly organizationName: string | null;
};

/** Lines of our own bank that wait for a second operator, oldest first. */
export async function listOwnLines(ctx: Ctx): Promise<readonly OwnLineWaiting[]> {
  authorize(ctx, 'money.view');
  return ctx.db.asEngine(async (tx) => {
    const rows = await tx
      .select({
        line: externalMovements,
        bookedByName: persons.name,
        organizationName: organizations.registeredName,
      })
      .from(externalMovements)
      .leftJoin(payments, eq(payments.id, externalMovements.paymentId))
      .leftJoin(organizations, eq(organizations.id, payments.organizationId))
      .leftJoin(persons, eq(persons.id, externalMovements.explainedByPersonId))
      .where(ownToConfirm)
      .orderBy(asc(externalMovements.eventAt), asc(externalMovements.id));
    return rows.map(({ line, ...names }) => ({ ...line, ...names }));
  });
}
