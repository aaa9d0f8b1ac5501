import {
  ClipboardList,
  FileClock,
  FileText,
  Gavel,
  LayoutDashboard,
  ListOrdered,
  PiggyBank,
  ReceiptText,
  Wallet,
} from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';
import { waitingDisputes } from '@/app/disputes/waiting';
import { SectionLayout } from '@/components/shell/section-nav';

export default async function BuyLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('buy.nav');
  const disputes = await getTranslations('disputes');
  const statements = await getTranslations('statements.statement');
  const invoices = await getTranslations('statements.invoice');
  const budgets = await getTranslations('budgets');
  return (
    <SectionLayout
      label={t('label')}
      items={[
        { href: '/buy', label: t('overview'), icon: <LayoutDashboard />, exact: true },
        { href: '/buy/jobs', label: t('jobs'), icon: <ClipboardList /> },
        { href: '/buy/orders', label: t('orders'), icon: <ListOrdered /> },
        { href: '/buy/leases', label: t('leases'), icon: <FileClock /> },
        {
          href: '/buy/disputes',
          label: disputes('title'),
          icon: <Gavel />,
          count: await waitingDisputes('buyer'),
        },
        { href: '/buy/wallet', label: t('wallet'), icon: <Wallet /> },
        { href: '/buy/statements', label: statements('buyerNav'), icon: <ReceiptText /> },
        { href: '/buy/invoices', label: invoices('title'), icon: <FileText /> },
        { href: '/buy/budgets', label: budgets('title'), icon: <PiggyBank /> },
      ]}
    >
      <ClientWords of="app/(buyer)/buy">{children}</ClientWords>
    </SectionLayout>
  );
}
