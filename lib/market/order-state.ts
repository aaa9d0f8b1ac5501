import type { Hour } from '@/lib/core/hours';
import { ok, type Result, refuse } from '@/lib/core/result';
import { isBlockOption, type OrderOption } from './order';

/** An order's life (M-7): open until filled, cancelled or expired; the last three are final. */
export const ORDER_STATES = ['open', 'filled', 'cancelled', 'expired'] as const;
export type OrderState = (typeof ORDER_STATES)[number];
export type OrderEvent = 'fill' | 'cancel' | 'expire';

export interface StandingOrder {
  readonly kind: 'instant' | 'limit';
  readonly state: OrderState;
  /** Main rounds it has stood in the book. */
  readonly roundsStood: number;
}

export type OrderRefusal = 'order_closed' | 'stands_one_round';

const AFTER: Readonly<Record<OrderEvent, OrderState>> = {
  fill: 'filled',
  cancel: 'cancelled',
  expire: 'expired',
};

/** The state after an event; closed orders stay closed, and a limit order stands for at least one round (M-7). */
export function orderAfter(order: StandingOrder, event: OrderEvent): Result<OrderState, OrderRefusal> {
  if (order.state !== 'open') return refuse('order_closed', { state: order.state });
  if (event === 'cancel' && order.kind === 'limit' && order.roundsStood < 1)
    return refuse('stands_one_round', { roundsStood: order.roundsStood });
  return ok(AFTER[event]);
}

/**
 * The first hour at which an order can no longer be filled: its window's end less its shortest block, for a spread
 * less one hour (M-16). An open order expires when the first sellable hour passes it.
 */
export const lastStartHour = (deadlineHour: Hour, options: readonly OrderOption[]): Hour =>
  deadlineHour - Math.min(...options.map((option) => (isBlockOption(option) ? option.hours : 1)));

/** Whether an open order can't be filled any more: the first sellable hour is past its last start (M-7, M-16). */
export const isPastFilling = (
  order: { readonly deadlineHour: Hour; readonly options: readonly OrderOption[] },
  firstSellable: Hour,
): boolean => firstSellable > lastStartHour(order.deadlineHour, order.options);
