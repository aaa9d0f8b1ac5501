import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { requestMessages } from '@/lib/adapters/locale';
import { CLIENT_WORDS, EVERYWHERE, type PagesFolder, pickWords } from './client-words';

/** Gives the client components of a folder's pages their words, and no others: what a page carries to the browser. */
export async function ClientWords({ of, children }: { of?: PagesFolder; children: ReactNode }) {
  const messages = await requestMessages();
  const keys = of ? [...EVERYWHERE, ...CLIENT_WORDS[of]] : EVERYWHERE;
  return <NextIntlClientProvider messages={pickWords(messages, keys)}>{children}</NextIntlClientProvider>;
}
