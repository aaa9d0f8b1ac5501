import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { figureNoteText } from '@/lib/market/figure-note';
import type { Figure } from '@/lib/market/quote';

/** A figure's value, or that it isn't known and why (P-6). */
export function FigureValue<T>({
  figure,
  children,
}: {
  figure: Figure<T>;
  children: (value: T) => ReactNode;
}) {
  const t = useTranslations('common');
  const locale = useLocale() === 'zh' ? 'zh' : 'en';
  if (figure.known) return children(figure.value);
  return (
    <span title={figureNoteText(figure.why, locale)} className="text-faint">
      {t('notKnown')}
    </span>
  );
}

/** Where a figure comes from, or why it isn't known, in words. */
export function useFigureWords(): (figure: Figure<unknown>) => string {
  const locale = useLocale() === 'zh' ? 'zh' : 'en';
  return (figure) => figureNoteText(figure.known ? figure.source : figure.why, locale);
}
