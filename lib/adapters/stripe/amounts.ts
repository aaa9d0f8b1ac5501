import type { Micros } from '@/lib/core/amount';
import { assert } from '@/lib/core/assert';
import { fromMinorUnits, toMinorUnits } from '@/lib/ledger/minor-units';

/** An amount as Stripe writes it; what can't be written in minor units never gets as far as a call (L-1). */
export function stripeAmount(micros: Micros, currency: string): { amount: number; currency: string } {
  const minor = toMinorUnits(micros, currency);
  assert(minor.ok, 'L-1', { micros, currency });
  return { amount: minor.value, currency: currency.toLowerCase() };
}

/** Stripe's amount in micros, with the currency as we write it. */
export function amountOf(minor: number, currency: string): { amountMicros: Micros; currency: string } {
  const code = currency.toUpperCase();
  return { amountMicros: fromMinorUnits(minor, code), currency: code };
}

/** The id of what Stripe gives as an id or, expanded, as an object. */
export const idOf = (it: string | { readonly id: string } | null | undefined): string | null =>
  typeof it === 'string' ? it : (it?.id ?? null);

/** What ties Stripe's objects to our rows. */
export const metadataOf = (request: { readonly paymentId: string; readonly organizationId: string }) => ({
  payment_id: request.paymentId,
  organization_id: request.organizationId,
});

/** Our row's id that went along when the object was asked for; null for what was made in the dashboard. */
export const paymentNamedBy = (object: {
  readonly metadata: Readonly<Record<string, string>> | null;
}): string | null => object.metadata?.payment_id ?? null;
