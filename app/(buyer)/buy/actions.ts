'use server';
import { getTranslations } from 'next-intl/server';
import { readRejectForm } from '@/app/disputes/read-forms';
import { formAction } from '@/lib/http/action';
import { acceptDelivery } from '@/lib/services/leases/accept-delivery';
import { cancelLease } from '@/lib/services/leases/cancel-lease';
import { declareInputReady } from '@/lib/services/leases/declare-input-ready';
import { leaveUnstarted } from '@/lib/services/leases/leave-unstarted';
import { rejectDelivery } from '@/lib/services/leases/reject-delivery';
import { acceptQuote } from '@/lib/services/orders/accept-quote';
import { cancelOrder } from '@/lib/services/orders/cancel-order';
import { placeLimitOrder } from '@/lib/services/orders/place-limit-order';

const fields =
  (...names: readonly string[]) =>
  (form: FormData) =>
    Object.fromEntries(names.map((name) => [name, form.get(name) ?? undefined]));

/** The same with the box that has failed work bought again: it sends nothing when it isn't ticked. */
const orderFields =
  (...names: readonly string[]) =>
  (form: FormData) => ({ ...fields(...names)(form), buyAgain: form.has('buyAgain') });

const words = async (key: string) => (await getTranslations('buy.done'))(key);

export const accept = formAction({
  read: orderFields('requestId', 'quoteId'),
  verb: acceptQuote,
  done: ({ orderId }) => ({ redirectTo: `/buy/orders/${orderId}` }),
});

export const placeLimit = formAction({
  read: orderFields('requestId', 'jobId', 'limit'),
  verb: placeLimitOrder,
  done: ({ orderId }) => ({ redirectTo: `/buy/orders/${orderId}` }),
});

export const cancel = formAction({
  read: fields('orderId'),
  verb: cancelOrder,
  done: async () => ({ message: await words('cancelled') }),
});

export const leave = formAction({
  read: fields('leaseId'),
  verb: cancelLease,
  done: async () => ({ message: await words('left') }),
});

export const leaveNotStarted = formAction({
  read: fields('leaseId'),
  verb: leaveUnstarted,
  done: async () => ({ message: await words('leftUnstarted') }),
});

export const acceptUnits = formAction({
  read: fields('deliveryId'),
  verb: acceptDelivery,
  done: async () => ({ message: await words('accepted') }),
});

export const inputReady = formAction({
  read: fields('leaseId', 'requestId', 'note'),
  verb: declareInputReady,
  done: async () => ({ message: (await getTranslations('counting.lateInput'))('readyDone') }),
});

export const rejectUnits = formAction({
  read: readRejectForm,
  verb: rejectDelivery,
  done: async () => ({ message: await words('rejected') }),
});
