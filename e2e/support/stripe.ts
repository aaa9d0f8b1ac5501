import type Stripe from 'stripe';
import { expect } from './test';

const ORIGIN = `http://127.0.0.1:${process.env.E2E_STRIPE_PORT}`;

/** What people and banks do at the market's Stripe, by its dashboard; promises the object it is about. */
async function act<T>(name: string, said: object): Promise<T> {
  const answer = await fetch(`${ORIGIN}/dashboard/${name}`, { method: 'POST', body: JSON.stringify(said) });
  expect(answer.status, `${name}: ${answer.status}`).toBe(200);
  return answer.json();
}

/** The payer's bank takes back what was paid on a checkout session. */
export const disputePayment = (session: string): Promise<Stripe.Dispute> =>
  act('dispute', { payment: session });

export const closeDispute = (dispute: string, how: 'won' | 'lost'): Promise<Stripe.Dispute> =>
  act('closeDispute', { dispute, how });

/** Days pass at Stripe: what came in may be spent. */
export const passDays = (days: number): Promise<unknown> =>
  act('advance', { milliseconds: days * 86_400_000 });

/** The refund that was asked for last arrives at the payer. */
export async function settleLastRefund(): Promise<void> {
  const effects: readonly { readonly object: string; readonly id: string }[] = await (
    await fetch(`${ORIGIN}/dashboard/effects`)
  ).json();
  const refund = effects.findLast(({ object }) => object === 'refund');
  expect(refund, 'a refund').toBeDefined();
  await act('settleRefund', { refund: refund?.id, how: 'succeeded' });
}
