import { getTranslations } from 'next-intl/server';
import { Page, PageHeader } from '@/components/ui/page-header';
import { RefusedState } from '@/components/ui/states';

/** A buyer's page for somebody whose organization or role doesn't include it. */
export async function Refused({ title }: { title: string }) {
  const t = await getTranslations('buy');
  return (
    <Page>
      <PageHeader title={title} />
      <RefusedState>{t('refused')}</RefusedState>
    </Page>
  );
}
