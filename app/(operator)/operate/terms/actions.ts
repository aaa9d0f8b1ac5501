'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { changeTerms } from '@/lib/services/market/change-terms';
import { readTermsForm } from './read-terms-form';

export const announceTerms = formAction({
  read: readTermsForm,
  verb: changeTerms,
  done: async ({ version }) => ({
    message: (await getTranslations('operate.terms'))('announced', { version }),
  }),
});
