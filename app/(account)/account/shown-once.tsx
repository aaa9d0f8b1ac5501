'use client';
import { useTranslations } from 'next-intl';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { CopyableCode } from '@/components/ui/copy-button';

export interface ShownOnceProps {
  title: string;
  text: string;
  secret: string;
  onDone: () => void;
}

/** A new key or password: visible until put away, and never again. */
export function ShownOnce({ title, text, secret, onDone }: ShownOnceProps) {
  const t = useTranslations('account');
  return (
    <div className="p-4 pb-0">
      <Alert
        tone="success"
        title={title}
        actions={
          <Button size="sm" onClick={onDone}>
            {t('putAway')}
          </Button>
        }
      >
        <p>{text}</p>
        <p className="mt-1.5 text-ink">
          <CopyableCode text={secret} />
        </p>
      </Alert>
    </div>
  );
}
