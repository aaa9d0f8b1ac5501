import type { payments } from '@/db/schema';

export const PAYMENT_STATUSES = [
  'pending',
  'unanswered',
  'to_pay',
  'awaits_transfer',
  'booked',
  'processing',
  'succeeded',
  'partly_returned',
  'returned',
  'came_back',
  'failed',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

type Row = Pick<
  typeof payments.$inferSelect,
  'state' | 'kind' | 'channel' | 'attempts' | 'payUrl' | 'waitsFor' | 'amountMicros' | 'returnedMicros'
>;

/** How a top-up or refund stands, in one word for people: what it waits for, or what became of it. */
export function paymentStatus(row: Row): PaymentStatus {
  if (row.state === 'failed') return 'failed';
  if (row.state === 'succeeded') {
    if (row.returnedMicros === 0n) return 'succeeded';
    if (row.kind === 'refund') return 'came_back';
    return row.returnedMicros < row.amountMicros ? 'partly_returned' : 'returned';
  }
  if (row.state === 'pending') return row.attempts === 0 ? 'pending' : 'unanswered';
  if (row.channel === 'bank') {
    if (row.waitsFor === 'confirmation') return 'booked';
    return row.kind === 'top_up' ? 'awaits_transfer' : 'processing';
  }
  return row.payUrl === null ? 'processing' : 'to_pay';
}

/** Whether a payment still moves by itself, so that a page about it looks again. */
export const isMoving = (status: PaymentStatus): boolean =>
  status === 'pending' || status === 'unanswered' || status === 'to_pay' || status === 'processing';
