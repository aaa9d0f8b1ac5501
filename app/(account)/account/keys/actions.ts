'use server';
import { getTranslations } from 'next-intl/server';
import { formAction } from '@/lib/http/action';
import { createApiKey } from '@/lib/services/identity/create-api-key';
import { revokeApiKey } from '@/lib/services/identity/revoke-api-key';

export const createKey = formAction({
  read: (form) => ({
    name: form.get('name'),
    scopes: form.getAll('scopes'),
    lifeDays: Number(form.get('lifeDays')),
    spendCap: form.get('spendCap') || null,
  }),
  verb: createApiKey,
  done: async ({ secret }) => ({
    message: (await getTranslations('account.done'))('keyCreated'),
    secret,
  }),
});

export const revokeKey = formAction({
  read: (form) => ({ keyId: form.get('keyId') }),
  verb: revokeApiKey,
  done: async () => ({ message: (await getTranslations('account.done'))('keyRevoked') }),
});
