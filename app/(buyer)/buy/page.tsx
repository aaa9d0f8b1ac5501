import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { wireOf } from '@/app/wire-of';
import { Amount } from '@/components/amount';
import { LowBalance } from '@/components/budgets/funds-forecast';
import { Countdown } from '@/components/countdown';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { KeyFigures } from '@/components/ui/key-figures';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { findForecast } from '@/lib/services/budgets/find-forecast';
import { listLeases } from '@/lib/services/leases/list-leases';
import { getBuyingTerms } from '@/lib/services/orders/get-buying-terms';
import { listOrders } from '@/lib/services/orders/list-orders';
import { listUnanswered } from '@/lib/services/orders/list-unanswered';
import { listJobs } from '@/lib/services/quoting/list-jobs';
import { Refused } from './guard';
import { JobsTable } from './jobs/jobs-table';
import { LeasesTable } from './leases/leases-table';
import { OrdersTable } from './orders/orders-table';
import { UnansweredList } from './unanswered-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buy'))('title') };
}

const SHOWN = 6;

export default async function BuyPage() {
  const { ctx, allowed } = await guardedCtx('jobs.view');
  const t = await getTranslations('buy');
  if (!allowed) return <Refused title={t('title')} />;
  const [terms, forecast, open, leases, jobs, unanswered] = await Promise.all([
    getBuyingTerms(ctx),
    ctx.actor.permissions.has('wallet.view') ? findForecast(ctx) : null,
    listOrders(ctx, { state: 'open', pageSize: SHOWN }),
    listLeases(ctx, { as: 'buyer' }),
    listJobs(ctx, { pageSize: SHOWN }),
    listUnanswered(ctx),
  ]);
  const { currency } = terms;
  const alive = leases.rows.filter(({ state }) => state !== 'ended');
  const amount = (micros: bigint) => <Amount micros={micros} currency={currency} />;
  const all = (href: string): ReactNode => (
    <Link href={href} className="text-xs text-accent underline">
      {t('seeAll')}
    </Link>
  );
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('intro')}
        actions={
          ctx.actor.permissions.has('jobs.describe') && (
            <LinkButton href="/buy/jobs/new" variant="primary">
              {t('newJob')}
            </LinkButton>
          )
        }
      />
      <LowBalance
        forecast={forecast}
        currency={currency}
        mayTopUp={ctx.actor.permissions.has('wallet.top_up')}
      />
      <KeyFigures
        figures={[
          {
            label: t('account.available'),
            value: amount(terms.availableMicros),
            definition: t('accountDefinition.available'),
            href: '/buy/wallet',
          },
          {
            label: t('account.held'),
            value: amount(terms.heldMicros),
            definition: t('accountDefinition.held'),
          },
          {
            label: t('overview.openOrders'),
            value: open.total,
            href: '/buy/orders?state=open',
            hint: t.rich('overview.nextRound', {
              left: () => (
                <Countdown until={terms.nextRoundAt} endedLabel={t('order.roundDue')} refreshAtEnd />
              ),
            }),
          },
          { label: t('overview.liveLeases'), value: alive.length, href: '/buy/leases' },
          {
            label: t('overview.unanswered'),
            value: unanswered.length,
            definition: t('overview.unansweredDefinition', { hours: terms.acceptanceWindowHours }),
          },
        ]}
      />
      <UnansweredList rows={unanswered} />
      <Panel title={t('overview.leases')} actions={all('/buy/leases')} flush>
        <LeasesTable
          rows={wireOf(alive.slice(0, SHOWN))}
          currency={currency}
          empty={<EmptyState title={t('overview.noLeases')}>{t('leases.emptyHelp')}</EmptyState>}
        />
      </Panel>
      <Panel title={t('overview.orders')} actions={all('/buy/orders')} flush>
        <OrdersTable
          rows={open.rows}
          currency={currency}
          empty={<EmptyState title={t('overview.noOrders')}>{t('overview.noOrdersHelp')}</EmptyState>}
        />
      </Panel>
      <Panel title={t('overview.jobs')} actions={all('/buy/jobs')} flush>
        <JobsTable rows={jobs.rows} />
      </Panel>
    </Page>
  );
}
