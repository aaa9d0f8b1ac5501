import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { paramOf, type SearchParams } from '@/components/data-table/table-query';
import { LookupForm } from '@/components/market/lookup-form';
import { Panel } from '@/components/ui/card';
import { CodeBlock } from '@/components/ui/code';
import { DefinitionList } from '@/components/ui/definition-list';
import { Page, PageHeader } from '@/components/ui/page-header';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('market.identifier'))('title') };
}

export default async function LookupPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const code = paramOf(await searchParams, 'code');
  if (code) redirect(`/id/${encodeURIComponent(code.slice(0, 80))}`);
  const t = await getTranslations('market.identifier');
  return (
    <Page>
      <PageHeader title={t('title')} description={t('description')} />
      <Panel title={t('lookUp')} className="max-w-3xl">
        <LookupForm />
      </Panel>
      <Panel title={t('anatomy')} description={t('anatomyDescription')} className="max-w-3xl">
        <div className="flex flex-col gap-3">
          <CodeBlock>{'CNNX-R08-ZWZS1-001-4'}</CodeBlock>
          <DefinitionList
            items={(['region', 'node', 'organization', 'pool', 'check'] as const).map((part) => ({
              term: t(`part.${part}.name`),
              value: t(`part.${part}.means`),
            }))}
          />
        </div>
      </Panel>
    </Page>
  );
}
