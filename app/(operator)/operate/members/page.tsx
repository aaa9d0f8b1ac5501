import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FilterBar } from '@/components/data-table/filter-bar';
import { paramOf, type SearchParams } from '@/components/data-table/table-query';
import { Panel } from '@/components/ui/card';
import { Page, PageHeader } from '@/components/ui/page-header';
import { RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { CAPACITIES } from '@/lib/identity/permissions';
import { listOrganizations, ORGANIZATION_STATUSES } from '@/lib/services/identity/list-organizations';
import { OrganizationsTable } from './organizations-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('members'))('title') };
}

const PATH = '/operate/members';

export default async function MembersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { ctx, allowed } = await guardedCtx('operate.view');
  const t = await getTranslations();
  if (!allowed)
    return (
      <Page>
        <PageHeader title={t('members.title')} />
        <RefusedState />
      </Page>
    );
  const params = await searchParams;
  const organizations = await listOrganizations(ctx, {
    status: ORGANIZATION_STATUSES.find((status) => status === paramOf(params, 'status')),
    capacity: CAPACITIES.find((capacity) => capacity === paramOf(params, 'capacity')),
    text: paramOf(params, 'text')?.slice(0, 100),
  });
  const waiting = organizations.filter(({ status }) => status === 'pending').length;
  return (
    <Page>
      <PageHeader title={t('members.title')} description={t('members.description', { waiting })} />
      <Panel flush>
        <FilterBar
          path={PATH}
          params={params}
          filters={[
            { kind: 'text', name: 'text', label: t('members.search'), placeholder: t('members.searchHint') },
            {
              kind: 'choice',
              name: 'status',
              label: t('members.status'),
              all: t('members.all'),
              options: ORGANIZATION_STATUSES.map((value) => ({
                value,
                label: t(`status.organization.${value}.label`),
              })),
            },
            {
              kind: 'choice',
              name: 'capacity',
              label: t('members.capacities'),
              all: t('members.all'),
              options: CAPACITIES.map((value) => ({ value, label: t(`members.capacity.${value}`) })),
            },
          ]}
        />
        <OrganizationsTable
          organizations={organizations}
          mayDecide={ctx.actor.permissions.has('organizations.admit')}
        />
      </Panel>
    </Page>
  );
}
