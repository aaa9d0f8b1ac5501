import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { paramOf, type SearchParams } from '@/components/data-table/table-query';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { env } from '@/lib/adapters/env';
import { currentViewer } from '@/lib/adapters/session';
import { returnPath } from '@/lib/http/return-path';
import { isDemoMarket } from '../is-demo-market';
import { SignInForm } from './sign-in-form';
import { signInWords } from './sign-in-words';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.signIn'))('title') };
}

const NOTES = ['changed', 'registered', 'ended'] as const;

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams;
  const asked = returnPath(paramOf(params, 'to'));
  const to = asked?.startsWith('/sign-in') ? null : asked;
  const viewer = await currentViewer();
  if (viewer) redirect(to ?? `/${viewer.doors[0] ?? 'account'}`);
  const t = await getTranslations('account.signIn');
  const errors = await getTranslations('errors');
  const error = paramOf(params, 'error');
  const note = NOTES.find((name) => paramOf(params, 'note') === name);
  return (
    <div className="mx-auto flex w-full max-w-sm flex-col gap-4 py-6">
      <PageHeader title={t('title')} description={t('description')} />
      {note && <Alert tone="success" title={t(`note.${note}`)} />}
      {error && <Alert tone="error" title={signInWords(errors, error)} />}
      <Card>
        <SignInForm to={to ?? '/sign-in'} singleSignOn={env().oidc?.name ?? null} />
      </Card>
      <p className="text-sm text-muted">
        {t('newHere')}{' '}
        <Link href="/register" className="text-accent underline">
          {t('register')}
        </Link>
      </p>
      {(await isDemoMarket()) && <p className="text-xs text-muted">{t('demoHint')}</p>}
    </div>
  );
}
