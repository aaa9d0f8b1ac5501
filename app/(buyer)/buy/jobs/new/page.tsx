import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChangeNote } from '@/components/buy/change-note';
import { JobForm } from '@/components/buy/job-form';
import { paramOf, type SearchParams } from '@/components/data-table/table-query';
import { Page, PageHeader } from '@/components/ui/page-header';
import { firstSellableHour } from '@/lib/core/hours';
import { guardedCtx } from '@/lib/http/context';
import { leftMicros } from '@/lib/ledger/budget';
import type { JobKind } from '@/lib/market/job';
import { changedSpec, readChange } from '@/lib/market/job-change';
import { listBudgets } from '@/lib/services/budgets/list-budgets';
import { getBuyingTerms } from '@/lib/services/orders/get-buying-terms';
import { findJob } from '@/lib/services/quoting/find-job';
import { Refused } from '../../guard';
import { describe } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buy.form'))('title') };
}

const KINDS: readonly JobKind[] = ['training', 'inference', 'rendering'];
const USUAL_WINDOW_HOURS = 72;

export default async function NewJobPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('jobs.describe');
  const t = await getTranslations('buy.form');
  if (!allowed) return <Refused title={t('title')} />;
  const params = await searchParams;
  const [terms, { budgets, labels }] = await Promise.all([getBuyingTerms(ctx), listBudgets(ctx)]);
  const from = paramOf(params, 'from');
  const known = from ? await findJob(ctx, { jobId: from }) : null;
  const change = readChange(paramOf(params, 'change') ?? '');
  const changed = known && change && changedSpec(known.spec, change);
  const spec = changed ?? known?.spec;
  const soonest = firstSellableHour(ctx.now, terms.leadMinutes);
  const window =
    spec && spec.deadlineHour > soonest
      ? { earliestHour: Math.max(soonest, spec.earliestHour), deadlineHour: spec.deadlineHour }
      : { earliestHour: soonest, deadlineHour: soonest + USUAL_WINDOW_HOURS };
  const kind = spec?.kind ?? KINDS.find((one) => one === paramOf(params, 'kind')) ?? 'training';
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('intro')}
        back={{ href: '/buy/jobs', label: t('back') }}
      />
      {known && change && changed && <ChangeNote jobId={known.id} name={known.name} change={change} />}
      <JobForm
        action={describe}
        kind={kind}
        window={window}
        initial={known && spec ? { name: known.name, label: known.label, spec } : undefined}
        labels={labels}
        rooms={budgets.map((budget) => ({ ...budget, leftMicros: leftMicros(budget) }))}
        currency={terms.currency}
      />
    </Page>
  );
}
