import { Eye, Gavel } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';
import { SectionLayout } from '@/components/shell/section-nav';

export default async function OverseeLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('disputes');
  const oversee = await getTranslations('oversee');
  return (
    <SectionLayout
      label={oversee('title')}
      items={[
        { href: '/oversee', label: t('nav.overview'), icon: <Eye aria-hidden />, exact: true },
        { href: '/oversee/disputes', label: t('title'), icon: <Gavel aria-hidden /> },
      ]}
    >
      <ClientWords of="app/(regulator)/oversee">{children}</ClientWords>
    </SectionLayout>
  );
}
