import { useLocale, useTranslations } from 'next-intl';
import { placeName } from '@/components/market/names';
import type { Actor } from '@/lib/services/context';

/** What the reader's figures cover; the operator's cover the whole market (O-2). */
export function ScopeLine({ scope }: { scope: Actor['regulatorScope'] }) {
  const t = useTranslations('oversee.scope');
  const locale = useLocale();
  if (scope?.kind === 'regions')
    return t('regions', {
      regions: (scope.regions ?? []).map((code) => `${placeName(code, locale)} (${code})`).join(', '),
    });
  if (scope?.kind === 'industry') return t('industry', { industry: scope.industry ?? '' });
  return t('all');
}
