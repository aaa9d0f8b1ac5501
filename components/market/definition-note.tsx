import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** What a figure or table means and how it is computed, in the open beside it. */
export function DefinitionNote({ children }: { children: ReactNode }) {
  const t = useTranslations('market');
  return (
    <p className="max-w-[48rem] text-xs text-muted">
      <span className="font-medium text-ink">{t('definition')}</span> {children}
    </p>
  );
}
