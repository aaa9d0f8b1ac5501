import { Building2, CircleUserRound, KeyRound } from 'lucide-react';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { SectionLayout } from '@/components/shell/section-nav';
import { pageCtx } from '@/lib/http/context';

export default async function AccountLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageCtx();
  if (actor.kind === 'public') redirect('/sign-in?to=/account');
  const t = await getTranslations('account.nav');
  const items = [
    { href: '/account', label: t('you'), icon: <CircleUserRound aria-hidden />, exact: true },
    { href: '/account/organization', label: t('organization'), icon: <Building2 aria-hidden /> },
    ...(actor.permissions.has('keys.manage')
      ? [{ href: '/account/keys', label: t('keys'), icon: <KeyRound aria-hidden /> }]
      : []),
  ];
  return (
    <SectionLayout label={t('label')} items={items}>
      {children}
    </SectionLayout>
  );
}
