import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { currentViewer } from '@/lib/adapters/session';
import { countryOptions } from '../countries';
import { register } from './actions';
import { RegisterForm } from './register-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account.register'))('title') };
}

export default async function RegisterPage() {
  if (await currentViewer()) redirect('/account');
  const t = await getTranslations('account.register');
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-4 py-6">
      <PageHeader title={t('title')} description={t('description')} />
      <Card>
        <RegisterForm register={register} countries={countryOptions(await getLocale())} />
      </Card>
      <p className="text-sm text-muted">
        {t('known')}{' '}
        <Link href="/sign-in" className="text-accent underline">
          {t('signIn')}
        </Link>
      </p>
    </div>
  );
}
