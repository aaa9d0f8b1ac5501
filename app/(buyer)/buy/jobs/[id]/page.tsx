import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { wireOf } from '@/app/wire-of';
import { RoomLine } from '@/components/budgets/room-line';
import { JobFacts } from '@/components/buy/job-facts';
import { Units } from '@/components/buy/outcome';
import { QuotesBoard } from '@/components/buy/quotes-board';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { guardedCtx } from '@/lib/http/context';
import { findRoom } from '@/lib/services/budgets/find-room';
import { getBuyingTerms } from '@/lib/services/orders/get-buying-terms';
import { getJob } from '@/lib/services/quoting/get-job';
import { accept, placeLimit } from '../../actions';
import { Refused } from '../../guard';
import { orMissing } from '../../or-missing';
import { JobOrders } from './job-orders';

type Props = { params: Promise<{ id: string }> };

const load = cache(async (jobId: string) => {
  const { ctx, allowed } = await guardedCtx('jobs.view');
  if (!allowed) return null;
  const [detail, terms] = await Promise.all([orMissing(getJob(ctx, { jobId })), getBuyingTerms(ctx)]);
  const room = await findRoom(ctx, { label: detail.job.label });
  return { detail, terms, room, mayOrder: ctx.actor.permissions.has('orders.place') };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id))?.detail.job.name };
}

export default async function JobPage({ params }: Props) {
  const t = await getTranslations('buy');
  const found = await load((await params).id);
  if (!found) return <Refused title={t('nav.jobs')} />;
  const { detail, terms, room, mayOrder } = found;
  const { job } = detail;
  // The price sheet behind each quote stays on the server: the screen shows what came of it.
  const quotes = detail.quotes.map((quote) => ({
    ...quote,
    facts: { ...quote.facts, pools: quote.facts.pools.map((pool) => ({ ...pool, prices: [] })) },
  }));
  const wire = wireOf({ ...terms, quotes, leastAtAsksMicros: detail.leastAtAsksMicros });
  return (
    <Page>
      <PageHeader
        title={job.name}
        back={{ href: '/buy/jobs', label: t('nav.jobs') }}
        description={
          <>
            {t(`kind.${job.kind}`)} · <Units count={job.units} kind={job.unitKind} />
            {job.label && ` · ${job.label}`}
          </>
        }
        actions={<LinkButton href={`/buy/jobs/new?from=${job.id}`}>{t('job.again')}</LinkButton>}
      />
      <JobOrders orders={detail.orders} currency={terms.currency} />
      {mayOrder && <RoomLine room={room} currency={terms.currency} />}
      <QuotesBoard
        jobId={job.id}
        spec={job.spec}
        initial={{ quotes: wire.quotes, nearMisses: detail.nearMisses }}
        leastAtAsksMicros={wire.leastAtAsksMicros}
        terms={{
          currency: wire.currency,
          availableMicros: wire.availableMicros,
          nextRoundAt: wire.nextRoundAt,
          roundMinutes: terms.mainRoundSeconds / 60,
          acceptanceWindowHours: terms.acceptanceWindowHours,
        }}
        mayOrder={mayOrder}
        canRun={detail.canRun}
        hasOptions={detail.hasOptions}
        actions={{ accept, placeLimit }}
      />
      <Panel title={t('job.description')}>
        <JobFacts spec={job.spec} />
      </Panel>
    </Page>
  );
}
