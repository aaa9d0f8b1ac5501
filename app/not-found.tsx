import { SearchX } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/states';

export default async function NotFound() {
  const t = await getTranslations('common.states');
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      level={1}
      title={t('notFound')}
      actions={
        <LinkButton href="/" variant="primary">
          {t('home')}
        </LinkButton>
      }
    >
      {t('notFoundHelp')}
    </EmptyState>
  );
}
