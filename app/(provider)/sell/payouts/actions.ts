'use server';
import { getTranslations } from 'next-intl/server';
import { amountWords } from '@/lib/core/amount-words';
import { formAction } from '@/lib/http/action';
import { paymentTools } from '@/lib/http/payment-tools';
import { choosePayee } from '@/lib/services/payouts/choose-payee';
import { nameBank } from '@/lib/services/payouts/name-bank';
import { requestPayout } from '@/lib/services/payouts/request-payout';
import { checkPayees, setUpPayee } from '@/lib/services/payouts/set-up-payee';

const fields =
  (...names: readonly string[]) =>
  (form: FormData) =>
    Object.fromEntries(names.map((name) => [name, form.get(name) ?? undefined]));

const words = async (key: 'checked' | 'chosen' | 'bankNamed' | 'ready' | 'settingUp') =>
  (await getTranslations('payouts.payees'))(key);

export const setUp = formAction({
  read: fields('channel'),
  verb: (ctx, input) => setUpPayee(ctx, paymentTools(), input),
  done: async ({ state, onboardingUrl }) =>
    onboardingUrl
      ? { redirectTo: onboardingUrl }
      : { message: await words(state === 'enabled' ? 'ready' : 'settingUp') },
});

export const check = formAction({
  read: () => undefined,
  verb: (ctx) => checkPayees(ctx, paymentTools()),
  done: async () => ({ message: await words('checked') }),
});

export const saveBank = formAction({
  read: fields('holder', 'bank', 'number'),
  verb: (ctx, input) => nameBank(ctx, paymentTools(), input),
  done: async () => ({ message: await words('bankNamed') }),
});

export const choose = formAction({
  read: fields('channel'),
  verb: choosePayee,
  done: async () => ({ message: await words('chosen') }),
});

export const payNow = formAction({
  read: fields('requestId'),
  verb: (ctx, input) => requestPayout(ctx, paymentTools(), input),
  done: async ({ amountMicros, currency }) => ({
    message: (await getTranslations('payouts'))('asked', { amount: amountWords(amountMicros, currency) }),
  }),
});
