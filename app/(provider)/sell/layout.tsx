import {
  Banknote,
  CalendarRange,
  FileText,
  Gauge,
  Gavel,
  HandCoins,
  LayoutDashboard,
  ReceiptText,
  Server,
} from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';
import { waitingDisputes } from '@/app/disputes/waiting';
import { SectionLayout } from '@/components/shell/section-nav';

export default async function SellLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('supply.nav');
  const evidence = await getTranslations('evidence.claims');
  const disputes = await getTranslations('disputes');
  const statements = await getTranslations('statements.statement');
  const invoices = await getTranslations('statements.invoice');
  const payouts = await getTranslations('payouts');
  const items = [
    { href: '/sell', label: t('overview'), icon: <LayoutDashboard aria-hidden />, exact: true },
    { href: '/sell/pools', label: t('pools'), icon: <Server aria-hidden /> },
    { href: '/sell/leases', label: t('leases'), icon: <CalendarRange aria-hidden /> },
    {
      href: '/sell/disputes',
      label: disputes('title'),
      icon: <Gavel aria-hidden />,
      count: await waitingDisputes('provider'),
    },
    { href: '/sell/benchmarks', label: evidence('title'), icon: <Gauge aria-hidden /> },
    { href: '/sell/earnings', label: t('earnings'), icon: <Banknote aria-hidden /> },
    { href: '/sell/payouts', label: payouts('title'), icon: <HandCoins aria-hidden /> },
    { href: '/sell/statements', label: statements('providerNav'), icon: <ReceiptText aria-hidden /> },
    { href: '/sell/invoices', label: invoices('notesTitle'), icon: <FileText aria-hidden /> },
  ];
  return (
    <SectionLayout label={t('label')} items={items}>
      <ClientWords of="app/(provider)/sell">{children}</ClientWords>
    </SectionLayout>
  );
}
