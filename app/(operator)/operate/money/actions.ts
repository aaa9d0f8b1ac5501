'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { bookBankPayment } from '@/lib/services/payments/book-bank-payment';
import { bookReturn } from '@/lib/services/payments/book-return';
import {
  bookRefundNotSent,
  confirmBankPayment,
  refuseBankPayment,
} from '@/lib/services/payments/confirm-bank-payment';
import { bookOwnLine, confirmOwnLine } from '@/lib/services/reconciliation/book-own-line';
import { explainEvent } from '@/lib/services/reconciliation/explain-event';
import { explainMovement } from '@/lib/services/reconciliation/explain-movement';
import { requestMovements } from '@/lib/services/reconciliation/request-movements';
import { retryEvent } from '@/lib/services/reconciliation/retry-event';

type Said = 'readRequested' | 'explained' | 'retried' | 'booked' | 'bookedApart' | 'confirmed' | 'takenBack';
const said = async (key: Said) => ({ message: (await getTranslations('reconciliation.said'))(key) });

const textOf = (form: FormData, name: string): string | undefined => {
  const value = form.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};
const paymentOf = (form: FormData) => ({ paymentId: form.get('paymentId') });

export const readNow = formAction({
  read: () => ({}),
  verb: requestMovements,
  done: () => said('readRequested'),
});

export const explain = formAction({
  read: (form) => ({ movementId: form.get('movementId'), note: form.get('note') }),
  verb: explainMovement,
  done: () => said('explained'),
});

export const retry = formAction({
  read: (form) => ({ eventId: form.get('eventId') }),
  verb: retryEvent,
  done: () => said('retried'),
});

export const explainOne = formAction({
  read: (form) => ({ eventId: form.get('eventId'), note: form.get('note') }),
  verb: explainEvent,
  done: () => said('explained'),
});

export const bookLine = formAction({
  read: (form) => ({
    bankLine: form.get('bankLine'),
    amount: form.get('amount'),
    reference: textOf(form, 'reference'),
    organizationId: textOf(form, 'organizationId'),
  }),
  verb: bookBankPayment,
  done: ({ differs }) => said(differs ? 'bookedApart' : 'booked'),
});

export const bookOwn = formAction({
  read: (form) => ({
    bankLine: form.get('bankLine'),
    amount: form.get('amount'),
    what: form.get('what'),
  }),
  verb: bookOwnLine,
  done: () => said('booked'),
});

export const bookCameBack = formAction({
  read: (form) => ({
    bankLine: form.get('bankLine'),
    amount: form.get('amount'),
    kept: textOf(form, 'kept'),
    reference: form.get('reference'),
  }),
  verb: bookReturn,
  done: () => said('booked'),
});

export const confirmLine = formAction({
  read: (form) => ({
    ...paymentOf(form),
    bankLine: form.get('bankLine') ?? undefined,
    notSent: form.get('notSent') === 'yes',
  }),
  verb: confirmBankPayment,
  done: () => said('confirmed'),
});

export const bookNotSent = formAction({
  read: paymentOf,
  verb: bookRefundNotSent,
  done: () => said('booked'),
});

export const refuseLine = formAction({
  read: (form) => ({ ...paymentOf(form), bankLine: form.get('bankLine') ?? undefined }),
  verb: refuseBankPayment,
  done: () => said('takenBack'),
});

export const decideOwn = formAction({
  read: (form) => ({
    movementId: form.get('movementId'),
    decision: form.get('decision'),
    seen: textOf(form, 'seen'),
  }),
  verb: confirmOwnLine,
  done: ({ decision }) => said(decision === 'confirm' ? 'confirmed' : 'takenBack'),
});
