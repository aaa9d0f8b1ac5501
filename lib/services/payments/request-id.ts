import { z } from 'zod';

/**
 * Under which id a client asks for a payment once. All payments of an organization share one space of them, and those we
 * make ourselves are told by a sign no client's may have: `outside:<refund>`, `payout-due:<tick>`, `<withdrawal>/01`.
 */
export const PaymentRequestId = z
  .string()
  .min(8)
  .max(70)
  .regex(/^[\w.-]+$/);
