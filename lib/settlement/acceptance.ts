import { ok, type Result, refuse } from '@/lib/core/result';
import type { DeliveryState } from './delivery';

/** Why a buyer rejects a delivery. */
export const DISPUTE_REASONS = [
  'not_as_described',
  'quality_below_agreed',
  'incomplete',
  'cannot_be_opened',
  'other',
] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

export interface OpenDelivery {
  readonly state: DeliveryState;
  readonly windowEndsAt: Date;
}

/** The shortest statement a rejection carries, in characters. */
export const STATEMENT_LENGTH_MIN = 10;

/** The buyer's yes: a reported delivery becomes accepted, also after its window while silence hasn't been booked yet (S-3). */
export function acceptDelivery(delivery: OpenDelivery): Result<'accepted', 'delivery_decided'> {
  return delivery.state === 'reported'
    ? ok('accepted')
    : refuse('delivery_decided', { state: delivery.state });
}

/** Silence past the acceptance window is acceptance (S-3); refuses while the window is open. */
export function acceptBySilence(
  delivery: OpenDelivery,
  now: Date,
): Result<'accepted_by_silence', 'delivery_decided' | 'window_open'> {
  if (delivery.state !== 'reported') return refuse('delivery_decided', { state: delivery.state });
  if (now.getTime() < delivery.windowEndsAt.getTime())
    return refuse('window_open', { endsAt: delivery.windowEndsAt.toISOString() });
  return ok('accepted_by_silence');
}

/** The buyer's no, inside the window and with a reason in words: it opens a dispute over this delivery's units (S-3). */
export function rejectDelivery(
  delivery: OpenDelivery,
  rejection: { readonly reason: DisputeReason; readonly statement: string },
  now: Date,
): Result<'rejected', 'delivery_decided' | 'window_passed' | 'statement_missing'> {
  if (delivery.state !== 'reported') return refuse('delivery_decided', { state: delivery.state });
  if (now.getTime() >= delivery.windowEndsAt.getTime())
    return refuse('window_passed', { endedAt: delivery.windowEndsAt.toISOString() });
  if (rejection.statement.trim().length < STATEMENT_LENGTH_MIN)
    return refuse('statement_missing', { least: STATEMENT_LENGTH_MIN });
  return ok('rejected');
}
