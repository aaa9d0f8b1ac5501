import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Providers } from '@/components/providers';
import { AppShell } from '@/components/shell/app-shell';
import { themeOf } from '@/components/shell/viewer';
import { currentViewer } from '@/lib/adapters/session';
import { pageCtx } from '@/lib/http/context';
import { getMarketClock } from '@/lib/services/market/get-market-clock';
import { actFor, signOut } from './(account)/session-actions';
import { ClientWords } from './client-words-provider';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell');
  return {
    title: { default: `Cardhour · ${t('tagline')}`, template: '%s · Cardhour' },
    description: t('description'),
    icons: { icon: '/favicon.svg' },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#14181c' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get('theme')?.value);
  const [viewer, clock, t] = await Promise.all([
    currentViewer(),
    pageCtx().then(getMarketClock),
    getTranslations('account.nav'),
  ]);
  const accountLinks = [
    { href: '/account', label: t('you') },
    { href: '/account/organization', label: t('organization') },
    ...(viewer?.managesKeys ? [{ href: '/account/keys', label: t('keys') }] : []),
  ];
  return (
    <html
      lang={(await getLocale()) === 'zh' ? 'zh-CN' : 'en'}
      data-theme={theme === 'system' ? undefined : theme}
    >
      <body>
        <ClientWords>
          <Providers clock={clock}>
            <AppShell
              viewer={viewer}
              clock={clock}
              theme={theme}
              actions={{ signOut, actFor }}
              accountLinks={accountLinks}
            >
              {children}
            </AppShell>
          </Providers>
        </ClientWords>
      </body>
    </html>
  );
}
