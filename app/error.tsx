'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';

function digestOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('digest' in error)) return undefined;
  return typeof error.digest === 'string' ? error.digest : undefined;
}

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('common.states');
  return (
    <ErrorState
      level={1}
      requestId={digestOf(error)}
      actions={
        <Button variant="primary" onClick={() => retry()}>
          {t('retry')}
        </Button>
      }
    />
  );
}
