'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { requestAdvance } from '@/lib/services/clock/request-advance';
import { requestRound } from '@/lib/services/rounds/request-round';

export const clearNow = formAction({
  read: () => undefined,
  verb: (ctx) => requestRound(ctx),
  done: async () => ({ message: (await getTranslations('operate'))('roundRequested') }),
});

export const advanceClock = formAction({
  read: (form) => ({ hours: form.get('hours') }),
  verb: requestAdvance,
  done: async ({ to }) => ({
    message: (await getTranslations('operate'))('advanceRequested', {
      to: `${to.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    }),
  }),
});
