import { ChartLine, Gauge, Gavel, ScanBarcode, Server } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';
import { SectionLayout } from '@/components/shell/section-nav';

export default async function MarketLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('market.nav');
  const evidence = await getTranslations('evidence');
  return (
    <SectionLayout
      label={t('label')}
      items={[
        { href: '/market', label: t('pools'), icon: <Server aria-hidden />, exact: true },
        { href: '/market/prices', label: t('prices'), icon: <ChartLine aria-hidden /> },
        { href: '/market/rounds', label: t('rounds'), icon: <Gavel aria-hidden /> },
        { href: '/market/evidence', label: evidence('title'), icon: <Gauge aria-hidden /> },
        { href: '/id', label: t('identifiers'), icon: <ScanBarcode aria-hidden /> },
      ]}
    >
      <ClientWords of="app/(market)">{children}</ClientWords>
    </SectionLayout>
  );
}
