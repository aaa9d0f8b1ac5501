import { z } from 'zod';

/** The number a bank gives a line of our account. */
export const BankLine = z.string().trim().min(3).max(60);

export const BookBankPaymentInput = z.strictObject({
  bankLine: BankLine,
  /** A decimal amount, as the bank moved it. */
  amount: z.string().max(30),
  /** What the line says, such as `CH-8FK2Q-0X7MD`; finds the payment it belongs to. */
  reference: z.string().max(200).optional(),
  /** Whose money it is, where the line names no reference of ours. */
  organizationId: z.string().max(40).optional(),
});

export const BookedPaymentInput = z.strictObject({ paymentId: z.string().max(40) });

export const ConfirmBankPaymentInput = z.strictObject({
  paymentId: z.string().max(40),
  /** The booking as whoever confirms it saw it: its line, or that the bank didn't send it; one of the two is said. */
  bankLine: BankLine.optional(),
  notSent: z.boolean().default(false),
});

export const RefuseBankPaymentInput = z.strictObject({
  paymentId: z.string().max(40),
  /** The booking that is taken back; sent twice it takes back no more than that. Absent: it names no line. */
  bankLine: BankLine.optional(),
});
