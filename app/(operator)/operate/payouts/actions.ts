'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { bookPayout, confirmPayout } from '@/lib/services/payouts/book-payout';
import { decidePayee } from '@/lib/services/payouts/decide-payee';

const words = async (key: 'payeeDecided' | 'booked' | 'confirmed' | 'refused') =>
  (await getTranslations('payouts.desk'))(key);

export const decide = formAction({
  read: (form) => ({
    organizationId: form.get('organizationId'),
    seen: form.get('seen'),
    decision: form.get('decision'),
    note: form.get('note') ?? undefined,
  }),
  verb: decidePayee,
  done: async () => ({ message: await words('payeeDecided') }),
});

export const book = formAction({
  read: (form) => {
    const outcome = form.get('outcome') ?? undefined;
    const paymentId = form.get('paymentId');
    return outcome === 'executed'
      ? { outcome, paymentId, bankLine: form.get('bankLine') }
      : { outcome, paymentId };
  },
  verb: bookPayout,
  done: async () => ({ message: await words('booked') }),
});

export const confirm = formAction({
  read: (form) => ({
    paymentId: form.get('paymentId'),
    bankLine: form.get('bankLine'),
    decision: form.get('decision'),
  }),
  verb: confirmPayout,
  done: async ({ decision }) => ({ message: await words(decision === 'confirm' ? 'confirmed' : 'refused') }),
});
