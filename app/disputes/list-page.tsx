import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type Filter, FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { DisputesTable } from '@/components/disputes/disputes-table';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { EmptyState, RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { STAGES } from '@/lib/services/disputes/dispute-filter';
import { listDisputes } from '@/lib/services/disputes/list-disputes';
import { DISPUTE_REASONS } from '@/lib/settlement/acceptance';
import { OUTCOMES } from '@/lib/settlement/dispute';
import { DECISION_HOURS } from '@/lib/settlement/hearing';
import type { Door } from './door';

const oneOf = <T extends string>(values: readonly T[], params: SearchParams, name: string): T | undefined =>
  values.find((value) => value === paramOf(params, name));

/** What the address of a list asks for; what isn't on a list is left out. */
const filterOf = (params: SearchParams, { viewer }: Door) => ({
  as: viewer === 'buyer' || viewer === 'provider' ? viewer : undefined,
  stage: oneOf(STAGES, params, 'stage'),
  outcome: oneOf(OUTCOMES, params, 'outcome'),
  reason: oneOf(DISPUTE_REASONS, params, 'reason'),
  leaseId: paramOf(params, 'lease')?.slice(0, 40),
  text: paramOf(params, 'text')?.slice(0, 100),
});

async function filters(): Promise<readonly Filter[]> {
  const t = await getTranslations('disputes');
  const status = await getTranslations('status.dispute');
  const choice = (
    name: string,
    label: string,
    options: readonly { value: string; label: string }[],
  ): Filter => ({
    kind: 'choice',
    name,
    label,
    all: t('list.all'),
    options,
  });
  return [
    { kind: 'text', name: 'text', label: t('list.search') },
    choice(
      'stage',
      t('list.stage'),
      STAGES.map((value) => ({ value, label: t(`list.stages.${value}`) })),
    ),
    choice(
      'outcome',
      t('list.outcome'),
      OUTCOMES.map((value) => ({ value, label: status(`${value}.label`) })),
    ),
    choice(
      'reason',
      t('list.reason'),
      DISPUTE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) })),
    ),
  ];
}

/** The disputes behind a door, those that wait longest first. */
export async function DisputesPage({ door, params }: { door: Door; params: SearchParams }) {
  const { ctx, allowed } = await guardedCtx(door.permission);
  if (!allowed) return <RefusedState level={1} />;
  const t = await getTranslations('disputes');
  const table = await getTranslations('common.table');
  const { path, viewer } = door;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'due' });
  const filter = filterOf(params, door);
  const list = await listDisputes(ctx, { ...filter, page: query.page, pageSize: query.pageSize });
  const [only] = list.rows;
  // A lease's link leads to its one dispute at once.
  if (filter.leaseId && list.total === 1 && only) redirect(`${path}/${only.id}`);
  const { as, ...asked } = filter;
  const filtered = Object.values(asked).some((value) => value !== undefined);
  const { leaseId, ...shown } = asked;
  return (
    <Page>
      <PageHeader title={t('title')} description={t(`description.${viewer}`, { hours: DECISION_HOURS })} />
      <Panel flush>
        <FilterBar path={path} params={params} filters={await filters()} keep={['lease']} />
        <DisputesTable
          rows={list.rows}
          currency={list.currency}
          viewer={viewer}
          path={path}
          params={params}
          query={query}
          total={list.total}
          csvHref={hrefWith('/api/v1/disputes', {}, { format: 'csv', as, leaseId, ...shown })}
          empty={
            filtered ? (
              <EmptyState title={table('noMatch')}>{table('noMatchHelp')}</EmptyState>
            ) : (
              <EmptyState title={t(`list.none.${viewer}`)}>{t(`list.noneHelp.${viewer}`)}</EmptyState>
            )
          }
        />
      </Panel>
    </Page>
  );
}
