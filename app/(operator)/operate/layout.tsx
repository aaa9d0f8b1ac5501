import { Activity, Gavel, HandCoins, Scale, ScrollText, SlidersHorizontal, UsersRound } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientWords } from '@/app/client-words-provider';
import { SectionLayout } from '@/components/shell/section-nav';
import { guardedCtx } from '@/lib/http/context';
import { countWaitingDisputes } from '@/lib/services/disputes/list-disputes';
import { countPayoutTasks } from '@/lib/services/payouts/get-payout-desk';
import { countMoneyTasks } from '@/lib/services/reconciliation/get-money-desk';

export default async function OperateLayout({ children }: { children: ReactNode }) {
  const { ctx, allowed } = await guardedCtx('operate.view');
  if (!allowed) return children;
  const t = await getTranslations('operate.nav');
  const payouts = await getTranslations('payouts.desk');
  const money = await getTranslations('reconciliation');
  return (
    <SectionLayout
      label={t('label')}
      items={[
        { href: '/operate', label: t('overview'), icon: <Activity aria-hidden />, exact: true },
        { href: '/operate/members', label: t('members'), icon: <UsersRound aria-hidden /> },
        {
          href: '/operate/disputes',
          label: t('disputes'),
          icon: <Gavel aria-hidden />,
          count: await countWaitingDisputes(ctx),
        },
        {
          href: '/operate/payouts',
          label: payouts('title'),
          icon: <HandCoins aria-hidden />,
          count: await countPayoutTasks(ctx),
        },
        {
          href: '/operate/money',
          label: money('title'),
          icon: <Scale aria-hidden />,
          count: await countMoneyTasks(ctx),
        },
        { href: '/operate/terms', label: t('terms'), icon: <SlidersHorizontal aria-hidden /> },
        { href: '/operate/audit', label: t('audit'), icon: <ScrollText aria-hidden /> },
      ]}
    >
      <ClientWords of="app/(operator)/operate">{children}</ClientWords>
    </SectionLayout>
  );
}
