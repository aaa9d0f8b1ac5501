import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ImportForm } from '@/components/supply/import-form';
import { Page, PageHeader } from '@/components/ui/page-header';
import { RefusedState } from '@/components/ui/states';
import { guardedCtx } from '@/lib/http/context';
import { NotAdmitted } from '../../not-admitted';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supply.import'))('title') };
}

export default async function ImportPoolsPage() {
  const { ctx, allowed } = await guardedCtx('pools.manage');
  if (!allowed) return <RefusedState level={1} />;
  const status = ctx.actor.organizationStatus;
  const t = await getTranslations('supply.import');
  return (
    <Page>
      <PageHeader
        title={t('title')}
        description={t('description')}
        back={{ href: '/sell/pools', label: t('back') }}
      />
      {status === 'admitted' ? <ImportForm /> : <NotAdmitted status={status} />}
    </Page>
  );
}
