import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { FilterBar } from '@/components/data-table/filter-bar';
import { hrefWith, paramOf, parseTableQuery, type SearchParams } from '@/components/data-table/table-query';
import { RefusedPage } from '@/components/operate/refused-page';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { SplitView } from '@/components/ui/side-panel';
import { guardedCtx } from '@/lib/http/context';
import { listAudit } from '@/lib/services/oversight/list-audit';
import { AuditPanel } from './audit-panel';
import { AuditTable } from './audit-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('operate.audit'))('title') };
}

const PATH = '/operate/audit';
const MARKET = 'market';

const dateOf = (text: string | undefined) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined);

export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('operate.view');
  const t = await getTranslations('operate.audit');
  if (!allowed) return <RefusedPage title={t('title')} />;
  const format = await getFormatter();
  const params = await searchParams;
  const query = parseTableQuery(params, { sortable: [], defaultSort: 'at' });
  const trail = await listAudit(ctx, {
    organizationId: paramOf(params, 'organization')?.slice(0, 40),
    verb: paramOf(params, 'verb')?.slice(0, 80),
    subject: paramOf(params, 'subject')?.slice(0, 80),
    from: dateOf(paramOf(params, 'from')),
    to: dateOf(paramOf(params, 'to')),
    page: query.page,
    pageSize: query.pageSize,
  });
  const chosen = paramOf(params, 'row') ?? null;
  const line = trail.rows.find((row) => row.id.toString() === chosen);
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description', { waiting: trail.unnumbered, count: format.number(trail.unnumbered) })}
      />
      <SplitView
        panel={line ? <AuditPanel line={line} closeHref={hrefWith(PATH, params, { row: null })} /> : null}
      >
        <Panel flush>
          <FilterBar
            path={PATH}
            params={params}
            filters={[
              {
                kind: 'choice',
                name: 'organization',
                label: t('organization'),
                all: t('all'),
                options: [
                  { value: MARKET, label: t('market') },
                  ...trail.organizations.map(({ id, name }) => ({ value: id, label: name })),
                ],
              },
              {
                kind: 'choice',
                name: 'verb',
                label: t('verb'),
                all: t('all'),
                options: trail.verbs.map((value) => ({
                  value,
                  label: value.split('.')[1] ?? value,
                  group: value.split('.')[0],
                })),
              },
              { kind: 'text', name: 'subject', label: t('subject'), placeholder: 'ord_…' },
              { kind: 'date', name: 'from', label: t('from') },
              { kind: 'date', name: 'to', label: t('to') },
            ]}
          />
          <AuditTable trail={trail} params={params} query={query} path={PATH} selected={chosen} />
        </Panel>
      </SplitView>
    </Page>
  );
}
