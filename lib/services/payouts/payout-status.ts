import type { payments } from '@/db/schema';

export const PAYOUT_STATUSES = [
  'to_send',
  'waits_for_balance',
  'waits_for_payee',
  'unanswered',
  'on_the_way',
  'waits_for_confirmation',
  'paid',
  'partly_reversed',
  'reversed',
  'failed',
] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

type Row = Pick<
  typeof payments.$inferSelect,
  'state' | 'waitsFor' | 'attempts' | 'amountMicros' | 'returnedMicros'
>;

/** How a payout stands, in one word for people: what it waits for, or what became of it. */
export function payoutStatus(row: Row): PayoutStatus {
  if (row.state === 'failed') return 'failed';
  if (row.state === 'succeeded') {
    if (row.returnedMicros === 0n) return 'paid';
    return row.returnedMicros < row.amountMicros ? 'partly_reversed' : 'reversed';
  }
  if (row.state === 'open') return row.waitsFor === 'confirmation' ? 'waits_for_confirmation' : 'on_the_way';
  if (row.waitsFor === 'balance') return 'waits_for_balance';
  if (row.waitsFor === 'payee') return 'waits_for_payee';
  return row.attempts === 0 ? 'to_send' : 'unanswered';
}
