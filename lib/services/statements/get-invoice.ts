import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '@/db/client';
import { marketSettings, organizations } from '@/db/schema';
import { assert } from '@/lib/core/assert';
import { addressAt, type PostalAddress } from '@/lib/identity/address';
import { authorize, parseInput } from '../authorize';
import type { Ctx } from '../context';
import { notFound } from '../errors';
import { readAddresses } from '../identity/addresses';
import { readBalanceSummary } from './balance-summary';
import { BillingMonth, boundsOf, finalAt, type InvoiceSide, invoiceNumber, isClosed } from './billing-month';
import { type Charge, chargesOf, type LeaseEvent, signedTaxIn, takingsOf } from './charges';
import { byLease, type InvoicedLease, readInvoicedLeases, readLeaseEvents } from './lease-events';

export const GetInvoiceInput = z.strictObject({
  as: z.enum(['buyer', 'provider']),
  month: BillingMonth,
});

/** A party as the law knows it. */
export interface Party {
  readonly id: string;
  readonly registeredName: string;
  readonly country: string;
  readonly registrationNumber: string;
  /** The registered address that stood when the invoice became final, or stands now; null when none was on record. */
  readonly address: PostalAddress | null;
}

const PARTY = {
  id: organizations.id,
  shortCode: organizations.shortCode,
  registeredName: organizations.registeredName,
  country: organizations.country,
  registrationNumber: organizations.registrationNumber,
};

/** An organization's address as it stood at an instant. */
async function addressOf(tx: Tx, organizationId: string, at: Date): Promise<PostalAddress | null> {
  const said = addressAt(await readAddresses(tx, organizationId), at);
  if (!said) return null;
  const { version: _, from: __, ...address } = said;
  return address;
}

/** The exchange's own legal data, printed on every invoice; null in a market without an operator. */
function exchangeParty(ctx: Ctx, at: Date): Promise<Party | null> {
  return ctx.db.asEngine(async (tx) => {
    const [row] = await tx
      .select(PARTY)
      .from(organizations)
      .where(eq(organizations.isOperator, true))
      .orderBy(asc(organizations.eventAt), asc(organizations.id))
      .limit(1);
    if (!row) return null;
    const { shortCode: _, ...party } = row;
    return { ...party, address: await addressOf(tx, party.id, at) };
  });
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, micros) => total + micros, 0n);

/** One lease's line of an invoice, in micros: total = charged − credits, or of a note: earned − fee − credits. */
function lineOf(lease: InvoicedLease, events: readonly LeaseEvent[], side: InvoiceSide) {
  const charges: readonly Charge[] =
    side === 'buyer' ? events.flatMap((event) => chargesOf(event, lease.taxBps)) : [];
  const takings = events.map(takingsOf);
  const creditMicros =
    side === 'buyer'
      ? -sum(charges.filter((one) => one.category === 'credit').map((one) => one.amountMicros))
      : sum(takings.map((one) => one.creditMicros));
  const totalMicros =
    side === 'buyer' ? sum(charges.map((one) => one.amountMicros)) : sum(takings.map((one) => one.netMicros));
  return {
    ...lease,
    /** Paid for in this month. */
    paidUnits: sum(events.map((event) => event.units)),
    /** Of them, hours lost to the buyer's late input (S-9). */
    lateInputUnits: sum(events.map((event) => (event.isLateInput ? event.units : 0n))),
    disputeIds: [...new Set(events.flatMap(({ disputeId }) => disputeId ?? []))],
    chargedMicros: sum(events.map((event) => event.earnedMicros)),
    feeMicros: side === 'provider' ? sum(events.map((event) => event.feeMicros)) : 0n,
    creditMicros,
    /** Was held for the lease and came back: neither charged nor credited. */
    returnedMicros: sum(events.map((event) => event.returnedMicros)),
    taxMicros:
      side === 'buyer'
        ? sum(charges.map((one) => one.taxMicros))
        : sum(takings.map((one) => signedTaxIn(one.earnedMicros - one.creditMicros, lease.taxBps))),
    totalMicros,
    charges,
  };
}
export type InvoiceLine = ReturnType<typeof lineOf>;

async function linesOf(tx: Tx, organizationId: string, side: InvoiceSide, month: BillingMonth) {
  const events = byLease(await readLeaseEvents(tx, organizationId, side, boundsOf(month)));
  const leases = await readInvoicedLeases(tx, [...events.keys()]);
  const lines = [...events].map(([leaseId, some]) => {
    const lease = leases.get(leaseId);
    assert(lease, 'invoice: lease', { leaseId });
    return lineOf(lease, some, side);
  });
  // Freezing a dispute only sets aside what is held.
  return lines.filter((line) => line.chargedMicros + line.creditMicros + line.returnedMicros !== 0n);
}

/**
 * An organization's invoice, or its self-billing note, of a UTC month: one line for each lease something moved on, from
 * entries alone. A month that is over gives the same invoice for ever, because entries are dated by the market's clock
 * and never changed, and addresses are those that stood when it became final; a correction is a line of a later month (L-2). Every amount is exact to the micro.
 */
export async function getInvoice(ctx: Ctx, raw: unknown) {
  const organizationId = authorize(ctx, 'wallet.view');
  const { as: side, month } = parseInput(GetInvoiceInput, raw);
  const bounds = boundsOf(month);
  if (bounds.from > ctx.now) throw notFound();
  const at = new Date(Math.min(finalAt(bounds).getTime(), ctx.now.getTime()));
  const exchange = await exchangeParty(ctx, at);
  return ctx.db.asOrganization(organizationId, async (tx) => {
    const [settings] = await tx.select({ currency: marketSettings.currency }).from(marketSettings);
    const [own] = await tx.select(PARTY).from(organizations).where(eq(organizations.id, organizationId));
    assert(settings && own, 'invoice: organization', { organizationId });
    const { shortCode, ...party } = own;
    const organization: Party = { ...party, address: await addressOf(tx, organizationId, at) };
    const lines = await linesOf(tx, organizationId, side, month);
    const total = (of: (line: InvoiceLine) => bigint) => sum(lines.map(of));
    return {
      side,
      month,
      number: invoiceNumber(side, shortCode, month),
      closed: isClosed(bounds, ctx.now),
      ...bounds,
      currency: settings.currency,
      exchange,
      organization,
      lines,
      chargedMicros: total((line) => line.chargedMicros),
      feeMicros: total((line) => line.feeMicros),
      creditMicros: total((line) => line.creditMicros),
      returnedMicros: total((line) => line.returnedMicros),
      taxMicros: total((line) => line.taxMicros),
      totalMicros: total((line) => line.totalMicros),
      balance: await readBalanceSummary(tx, organizationId, side, bounds),
    };
  });
}
export type Invoice = Awaited<ReturnType<typeof getInvoice>>;
export type { Charge };
