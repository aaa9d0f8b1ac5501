import { z } from 'zod';

/** A calendar month in UTC, `2026-11`: what an invoice and a billing export are for. */
export const BillingMonth = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'format')
  .brand('BillingMonth');
export type BillingMonth = z.infer<typeof BillingMonth>;

export interface MonthBounds {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** The instants between which a month lies. */
export function boundsOf(month: BillingMonth): MonthBounds {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return { from: new Date(Date.UTC(year, number - 1)), to: new Date(Date.UTC(year, number)) };
}

/** The month an instant lies in. */
export const monthOf = (at: Date): BillingMonth => BillingMonth.parse(at.toISOString().slice(0, 7));

/** An hour in which whatever began before the month ended has ended too. */
const CLOSING_MS = 3_600_000;

/** When a month's invoice is final. */
export const finalAt = ({ to }: MonthBounds): Date => new Date(to.getTime() + CLOSING_MS);

/** Whether a month's lines are all there: entries are dated by the market's clock and never made for the past. */
export const isClosed = (bounds: MonthBounds, now: Date): boolean => now >= finalAt(bounds);

export type InvoiceSide = 'buyer' | 'provider';

/** The number of an organization's one invoice, or one self-billing note, of a month. */
export const invoiceNumber = (side: InvoiceSide, shortCode: string, month: BillingMonth): string =>
  `${side === 'buyer' ? 'INV' : 'SBN'}-${shortCode}-${month.replace('-', '')}`;
