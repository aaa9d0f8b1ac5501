import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FilterBar } from '@/components/data-table/filter-bar';
import { paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { guardedCtx } from '@/lib/http/context';
import { listJobs } from '@/lib/services/quoting/list-jobs';
import { Refused } from '../guard';
import { JobsTable } from './jobs-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('buy.jobs'))('title') };
}

const PATH = '/buy/jobs';
const KINDS = ['training', 'inference', 'rendering'];

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('jobs.view');
  const t = await getTranslations('buy');
  if (!allowed) return <Refused title={t('jobs.title')} />;
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'newest' });
  const { rows, total } = await listJobs(ctx, {
    kind: paramOf(params, 'kind'),
    text: paramOf(params, 'text'),
    page: query.page,
  });
  return (
    <Page>
      <PageHeader
        title={t('jobs.title')}
        description={t('jobs.description')}
        actions={
          <LinkButton href="/buy/jobs/new" variant="primary">
            {t('newJob')}
          </LinkButton>
        }
      />
      <Panel flush>
        <FilterBar
          path={PATH}
          params={params}
          filters={[
            { kind: 'text', name: 'text', label: t('jobs.search') },
            {
              kind: 'choice',
              name: 'kind',
              label: t('form.kind'),
              all: t('all'),
              options: KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
            },
          ]}
        />
        <JobsTable rows={rows} path={PATH} params={params} query={query} total={total} />
      </Panel>
    </Page>
  );
}
