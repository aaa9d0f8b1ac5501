'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { paymentTools } from '@/lib/http/payment-tools';
import { cancelTopUp } from '@/lib/services/wallet/cancel-top-up';
import { lookAgain } from '@/lib/services/wallet/look-again';
import { topUp } from '@/lib/services/wallet/top-up';
import { withdraw } from '@/lib/services/wallet/withdraw';

const fields =
  (...names: readonly string[]) =>
  (form: FormData) =>
    Object.fromEntries(names.map((name) => [name, form.get(name) ?? undefined]));

const words = async (key: string) => (await getTranslations('money'))(key);

const paymentHref = (paymentId: string) => `/buy/wallet?payment=${paymentId}`;

/** Straight on to the hosted page, or to the payment with what happens next; play money just arrives. */
export const addMoney = formAction({
  read: fields('requestId', 'amount', 'channel'),
  verb: (ctx, input) => topUp(ctx, input, paymentTools()),
  done: async ({ payUrl, state, paymentId }) => {
    if (state === 'succeeded') return { message: await words('topUp.done') };
    return { redirectTo: payUrl ?? paymentHref(paymentId) };
  },
});

export const takeMoney = formAction({
  read: fields('requestId', 'amount'),
  verb: withdraw,
  done: async () => ({ message: await words('withdraw.done') }),
});

export const callOff = formAction({
  read: fields('paymentId'),
  verb: cancelTopUp,
  done: async () => ({ message: await words('bank.cancelled') }),
});

export const askChannel = formAction({
  read: fields('paymentId'),
  verb: (ctx, input) => lookAgain(ctx, input, paymentTools()),
  done: async () => ({ message: await words('detail.lookedAgain') }),
});
