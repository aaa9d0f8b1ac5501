'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { giveUpLease } from '@/lib/services/leases/give-up-lease';
import { reportDelivery } from '@/lib/services/leases/report-delivery';
import { readReportForm } from './read-report-form';

const words = () => getTranslations('leases.done');

export const report = formAction({
  read: readReportForm,
  verb: reportDelivery,
  done: async () => ({ message: (await words())('reported') }),
});

export const giveUp = formAction({
  read: (form) => ({ leaseId: form.get('leaseId'), note: form.get('note') ?? '' }),
  verb: giveUpLease,
  done: async () => ({ message: (await words())('givenUp') }),
});
