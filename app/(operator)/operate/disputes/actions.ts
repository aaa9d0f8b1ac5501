'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { decideDispute } from '@/lib/services/disputes/decide-dispute';

export const decide = formAction({
  read: (form) => ({
    disputeId: form.get('disputeId'),
    outcome: form.get('outcome') ?? undefined,
    note: form.get('note'),
  }),
  verb: decideDispute,
  done: async () => ({ message: (await getTranslations('operate.disputes'))('decided') }),
});
