'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { admitOrganization } from '@/lib/services/identity/admit-organization';
import { suspendOrganization } from '@/lib/services/identity/suspend-organization';

export const admit = formAction({
  read: (form) => ({ organizationId: form.get('organizationId'), note: form.get('note') ?? '' }),
  verb: admitOrganization,
  done: async () => ({ message: (await getTranslations('members'))('admitted') }),
});

export const suspend = formAction({
  read: (form) => ({ organizationId: form.get('organizationId'), reason: form.get('reason') }),
  verb: suspendOrganization,
  done: async () => ({ message: (await getTranslations('members'))('suspended') }),
});
