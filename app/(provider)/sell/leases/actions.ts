'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { claimLateInput } from '@/lib/services/leases/claim-late-input';
import { giveUpLease } from '@/lib/services/leases/give-up-lease';
import { reportDelivery } from '@/lib/services/leases/report-delivery';
import { reportStart } from '@/lib/services/leases/report-start';
import { readReportForm } from './read-report-form';

const words = () => getTranslations('leases.done');

export const report = formAction({
  read: readReportForm,
  verb: reportDelivery,
  done: async () => ({ message: (await words())('reported') }),
});

export const claimInput = formAction({
  read: (form) => ({
    leaseId: form.get('leaseId'),
    requestId: form.get('requestId'),
    note: form.get('note') ?? '',
  }),
  verb: claimLateInput,
  done: async () => ({ message: (await getTranslations('counting.lateInput'))('claimDone') }),
});

export const giveUp = formAction({
  read: (form) => ({ leaseId: form.get('leaseId'), note: form.get('note') ?? '' }),
  verb: giveUpLease,
  done: async () => ({ message: (await words())('givenUp') }),
});

export const noteStart = formAction({
  read: (form) => ({ leaseId: form.get('leaseId') }),
  verb: reportStart,
  done: async () => ({ message: (await words())('started') }),
});
